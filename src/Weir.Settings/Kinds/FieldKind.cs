using System.Text.Json;

namespace Weir.Settings;

/// <summary>A <see cref="ColumnName"/>.</summary>
internal sealed class FieldKind : LeafKind
{
    public override SettingKind Name => SettingKind.Field;

    public override string Wanted => "the name of a column";

    public override string WantedInJson => Wanted;

    public override Parsed FromFlat(FlatValue value) => value switch
    {
        FlatValue.Name name => Check(name.Value),
        FlatValue.Text text => Check(text.Value),
        _ => Parsed.OtherKind,
    };

    public override Parsed FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String ? Check(value.GetString()!) : Parsed.OtherKind;

    public override object ToValue(SettingsNode node) => new ColumnName(((SettingsNode.Text)node).Value);

    public override SettingsNode FromValue(object value) => new SettingsNode.Text(((ColumnName)value).Value);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Name(((SettingsNode.Text)node).Value);

    public override void WriteSchema(Utf8JsonWriter json) => json.WriteString("type", "string");

    private static Parsed Check(string name) => name.Length > 0 ? new SettingsNode.Text(name) : Parsed.OtherKind;
}
