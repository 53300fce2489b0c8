using System.Text.Json;

namespace Weir.Settings;

/// <summary>A <see cref="bool"/>.</summary>
internal sealed class BooleanKind : LeafKind
{
    public override SettingKind Name => SettingKind.Boolean;

    public override string Wanted => "true or false";

    public override string WantedInJson => Wanted;

    public override Parsed FromFlat(FlatValue value) => value switch
    {
        FlatValue.Bool given => new SettingsNode.Boolean(given.Value),
        FlatValue.Text { Value: "true" or "yes" } => new SettingsNode.Boolean(true),
        FlatValue.Text { Value: "false" or "no" } => new SettingsNode.Boolean(false),
        _ => Parsed.OtherKind,
    };

    public override Parsed FromJson(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? new SettingsNode.Boolean(value.GetBoolean()) : Parsed.OtherKind;

    public override object ToValue(SettingsNode node) => ((SettingsNode.Boolean)node).Value;

    public override SettingsNode FromValue(object value) => new SettingsNode.Boolean((bool)value);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Bool(((SettingsNode.Boolean)node).Value);

    public override void WriteSchema(Utf8JsonWriter json) => json.WriteString("type", "boolean");
}
