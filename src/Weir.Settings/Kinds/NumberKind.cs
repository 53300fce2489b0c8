using System.Globalization;
using System.Text.Json;

namespace Weir.Settings;

/// <summary>A <see cref="double"/>, finite.</summary>
internal sealed class NumberKind(SettingAttribute info) : LeafKind
{
    private readonly Bounds _bounds = Bounds.Of(info);

    public override SettingKind Name => SettingKind.Number;

    public override string Wanted => "a number";

    public override string WantedInJson => Wanted;

    /// <summary>A number as it is written, quoted or not.</summary>
    public static string? TextOf(FlatValue value) => value switch
    {
        FlatValue.Number number => number.Value,
        FlatValue.Text text => text.Value,
        _ => null,
    };

    public override Parsed FromFlat(FlatValue value) =>
        double.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Check(number) : Parsed.OtherKind;

    public override Parsed FromJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? Check(number) : Parsed.OtherKind;

    public override object ToValue(SettingsNode node) => ((SettingsNode.Number)node).Value;

    public override SettingsNode FromValue(object value) => new SettingsNode.Number((double)value);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Number(((SettingsNode.Number)node).Value.ToString("R", CultureInfo.InvariantCulture));

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "number");
        _bounds.WriteSchema(json);
    }

    private Parsed Check(double number)
    {
        if (!double.IsFinite(number))
        {
            return Parsed.OtherKind;
        }

        return _bounds.Complain(number) is { } complaint ? complaint : new SettingsNode.Number(number);
    }
}
