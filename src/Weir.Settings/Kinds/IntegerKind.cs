using System.Globalization;
using System.Text.Json;

namespace Weir.Settings;

/// <summary>An <see cref="int"/> or a <see cref="long"/>.</summary>
internal sealed class IntegerKind(SettingAttribute info, bool is32Bits) : LeafKind
{
    private readonly Bounds _bounds = is32Bits ? Bounds.Of(info, int.MinValue, int.MaxValue) : Bounds.Of(info);

    public override SettingKind Name => SettingKind.Integer;

    public override string Wanted => "a whole number";

    public override string WantedInJson => Wanted;

    public override Parsed FromFlat(FlatValue value) =>
        long.TryParse(NumberKind.TextOf(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Check(number) : Parsed.OtherKind;

    public override Parsed FromJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? Check(number) : Parsed.OtherKind;

    public override object ToValue(SettingsNode node)
    {
        var number = ((SettingsNode.Integer)node).Value;
        return is32Bits ? (object)(int)number : number;
    }

    public override SettingsNode FromValue(object value) => new SettingsNode.Integer(Convert.ToInt64(value));

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Number($"{((SettingsNode.Integer)node).Value}");

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        Bounds.Of(info).WriteSchema(json);
    }

    private Parsed Check(long number) => _bounds.Complain(number) is { } complaint ? complaint : new SettingsNode.Integer(number);
}
