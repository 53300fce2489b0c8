using System.Globalization;
using Weir.Planner.Binding;
using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>From the value of an option to its canonical text, by kind. Quoted values with environment references stay as they are.</summary>
internal static class OptionValueParser
{
    private static readonly (string Suffix, int Power)[] SizeUnits =
        [("b", 0), ("k", 1), ("m", 2), ("g", 3), ("t", 4), ("p", 5), ("e", 6)];

    /// <returns>Null with an error.</returns>
    public static string? Parse(OptionDescription description, Syntax.Expression value, out string error, out string? hint)
    {
        if (value is Syntax.StringLiteral { Value: var quoted } && OptionValue.HasReference(quoted))
        {
            (error, hint) = ("", null);
            return quoted;
        }

        return ParseLiteral(description, value, out error, out hint);
    }

    /// <summary>As <see cref="Parse"/>, but references are no more than text.</summary>
    public static string? ParseLiteral(OptionDescription description, Syntax.Expression value, out string error, out string? hint)
    {
        var (text, wanted) = description.Kind switch
        {
            OptionKind.String => (Quoted(value), "text in single quotes"),
            OptionKind.Bool => (Bool(value), "true or false"),
            OptionKind.Integer => (Integer(value), "a whole number"),
            OptionKind.Number => (Number(value), "a number"),
            OptionKind.Duration => (Duration(value, description.BareNumberUnit), "a duration such as INTERVAL '10' SECOND or '10s'"),
            OptionKind.Size => (Size(value), "a size such as '128MiB'"),
            OptionKind.Field => (Field(value), "the name of a column"),
            _ => (Array(value), "a list such as [a, b] or 'a,b'"),
        };
        error = $"option \"{description.Key}\" must be {wanted}";
        hint = text is null && !description.IsSecret && description.Kind == OptionKind.String && value is not Syntax.StringLiteral
            ? $"write {description.Key} = {SqlPrinter.QuoteText(Shown(value))}"
            : null;
        return text;
    }

    /// <summary>A duration as the largest whole unit.</summary>
    public static string FormatDuration(long nanos) => nanos switch
    {
        _ when nanos % TemporalText.NanosPerSecond == 0 => $"{nanos / TemporalText.NanosPerSecond}s",
        _ when nanos % 1_000_000 == 0 => $"{nanos / 1_000_000}ms",
        _ when nanos % 1_000 == 0 => $"{nanos / 1_000}us",
        _ => $"{nanos}ns",
    };

    private static string? Quoted(Syntax.Expression value) => (value as Syntax.StringLiteral)?.Value;

    private static string? Bool(Syntax.Expression value) => value switch
    {
        Syntax.BooleanLiteral boolean => boolean.Value ? "true" : "false",
        Syntax.StringLiteral { Value: "true" or "yes" } => "true",
        Syntax.StringLiteral { Value: "false" or "no" } => "false",
        _ => null,
    };

    private static string? Integer(Syntax.Expression value) =>
        NumberText(value) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Number(Syntax.Expression value) =>
        NumberText(value) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : null;

    private static string? NumberText(Syntax.Expression value) => value switch
    {
        Syntax.NumberLiteral number => number.Text,
        Syntax.UnaryExpression { Operator: Syntax.UnaryOperator.Negate, Operand: Syntax.NumberLiteral number } => "-" + number.Text,
        Syntax.StringLiteral text => text.Value,
        _ => null,
    };

    private static string? Duration(Syntax.Expression value, TimeSpan? bareUnit)
    {
        if (bareUnit is { } unit && Number(value) is { } number)
        {
            var nanos = double.Parse(number, CultureInfo.InvariantCulture) * unit.Ticks * 100;
            return nanos is >= 0 and < long.MaxValue ? FormatDuration((long)nanos) : null;
        }

        var (text, word) = value switch
        {
            Syntax.IntervalLiteral interval => (interval.Text, interval.Unit),
            Syntax.StringLiteral quoted => (quoted.Value, "none"),
            _ => ("", null),
        };
        return IntervalText.Parse(text, word, out var length) == IntervalText.Outcome.Ok && length >= 0 ? FormatDuration(length) : null;
    }

    private static string? Size(Syntax.Expression value)
    {
        if (NumberText(value)?.Trim().ToLowerInvariant() is not { Length: > 0 } text)
        {
            return null;
        }

        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[digits..].Trim();
        unit = unit.EndsWith("ib", StringComparison.Ordinal) ? unit[..^2] : unit.Length == 2 && unit[1] == 'b' ? unit[..1] : unit;
        var power = unit.Length == 0
            ? 0
            : SizeUnits.Where(known => known.Suffix == unit).Select(known => known.Power).DefaultIfEmpty(-1).First();
        return power >= 0 && ulong.TryParse(text.AsSpan(0, digits), out var count) && count <= (ulong)(long.MaxValue >> (10 * power))
            ? (count << (10 * power)).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static string? Field(Syntax.Expression value) => value switch
    {
        Syntax.NameExpression { Parts: [var name] } => name.Text,
        Syntax.StringLiteral text => text.Value,
        _ => null,
    };

    private static string? Array(Syntax.Expression value)
    {
        if (value is not Syntax.ArrayExpression array)
        {
            return Field(value);
        }

        var items = array.Items.Select(Field).ToList();
        return items.Any(item => item is null || item.Contains(',')) ? null : string.Join(',', items);
    }

    private static string Shown(Syntax.Expression value)
    {
        var text = value is Syntax.NameExpression { Parts: [var name] } ? name.Text : value.ToString();
        return text.Length <= 40 ? text : "…";
    }
}
