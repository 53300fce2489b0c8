using System.Globalization;
using System.Text.Json;

namespace Weir.Settings;

/// <summary>A <see cref="TimeSpan"/>, not negative. JSON counts it in its unit, or has a text when there is none.</summary>
internal sealed class DurationKind(SettingAttribute info) : LeafKind
{
    private const long NanosPerTick = 100;

    private readonly Bounds _bounds = Bounds.Of(info, least: 0);

    private readonly (long Nanos, string Name) _unit = info.Unit switch
    {
        DurationUnit.Microseconds => (1_000, " microseconds"),
        DurationUnit.Milliseconds => (1_000_000, " milliseconds"),
        DurationUnit.Seconds => (1_000_000_000, " seconds"),
        _ => (NanosPerTick, ""),
    };

    public override SettingKind Name => SettingKind.Duration;

    public override string Wanted => "a duration such as INTERVAL '10' SECOND or '10s'";

    public override string WantedInJson => HasUnit ? $"a whole number of{_unit.Name}" : "a duration such as \"10s\"";

    private bool HasUnit => info.Unit != DurationUnit.None;

    public override Parsed FromFlat(FlatValue value)
    {
        if (value is FlatValue.Interval { Nanos: >= 0 and var nanos } || (value is FlatValue.Text { Value: var text } && DurationText.TryParse(text, out nanos)))
        {
            return Check(nanos);
        }

        return HasUnit && decimal.TryParse(NumberKind.TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
            && count >= 0 && count <= long.MaxValue / _unit.Nanos
            ? decimal.IsInteger(count) ? Check((long)count * _unit.Nanos) : NotWhole()
            : Parsed.OtherKind;
    }

    public override Parsed FromJson(JsonElement value)
    {
        if (!HasUnit)
        {
            return value.ValueKind == JsonValueKind.String && DurationText.TryParse(value.GetString()!, out var nanos) ? Check(nanos) : Parsed.OtherKind;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count >= 0 && count <= long.MaxValue / _unit.Nanos
            ? Check(count * _unit.Nanos)
            : Parsed.OtherKind;
    }

    public override object ToValue(SettingsNode node) => TimeSpan.FromTicks(NanosOf(node) / NanosPerTick);

    public override SettingsNode FromValue(object value) => Node(((TimeSpan)value).Ticks * NanosPerTick);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Interval(NanosOf(node));

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", HasUnit ? "integer" : "string");
        if (HasUnit)
        {
            _bounds.WriteSchema(json);
        }
    }

    private Parsed Check(long nanos)
    {
        if (nanos % _unit.Nanos != 0)
        {
            return NotWhole();
        }

        return HasUnit && _bounds.Complain(nanos / _unit.Nanos, _unit.Name) is { } complaint ? complaint : Node(nanos);
    }

    private Complaint NotWhole() => new(ProblemCode.Malformed, HasUnit ? $"must be a whole number of{_unit.Name}" : "cannot be finer than 100ns");

    private SettingsNode Node(long nanos) =>
        HasUnit ? new SettingsNode.Integer(nanos / _unit.Nanos) : new SettingsNode.Text(DurationText.Format(nanos));

    private long NanosOf(SettingsNode node) => node switch
    {
        SettingsNode.Integer count => count.Value * _unit.Nanos,
        SettingsNode.Text text when DurationText.TryParse(text.Value, out var nanos) => nanos,
        _ => throw new InvalidOperationException("a stored duration is a number or a text of one"),
    };
}
