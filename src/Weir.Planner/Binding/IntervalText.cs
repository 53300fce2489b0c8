using System.Globalization;

namespace Weir.Planner.Binding;

/// <summary>Reads interval texts: <c>1 day 2 hours</c>, <c>200ms</c>, <c>01:30:00</c>, <c>-5 minutes</c>.</summary>
internal static class IntervalText
{
    private static readonly Dictionary<string, (long Nanos, int Months)> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ns"] = (1, 0),
        ["nanosecond"] = (1, 0),
        ["us"] = (1_000, 0),
        ["µs"] = (1_000, 0),
        ["microsecond"] = (1_000, 0),
        ["ms"] = (1_000_000, 0),
        ["millisecond"] = (1_000_000, 0),
        ["s"] = (TemporalText.NanosPerSecond, 0),
        ["sec"] = (TemporalText.NanosPerSecond, 0),
        ["second"] = (TemporalText.NanosPerSecond, 0),
        ["m"] = (60 * TemporalText.NanosPerSecond, 0),
        ["min"] = (60 * TemporalText.NanosPerSecond, 0),
        ["minute"] = (60 * TemporalText.NanosPerSecond, 0),
        ["h"] = (3600 * TemporalText.NanosPerSecond, 0),
        ["hour"] = (3600 * TemporalText.NanosPerSecond, 0),
        ["d"] = (TemporalText.NanosPerDay, 0),
        ["day"] = (TemporalText.NanosPerDay, 0),
        ["w"] = (7 * TemporalText.NanosPerDay, 0),
        ["week"] = (7 * TemporalText.NanosPerDay, 0),
        ["month"] = (0, 1),
        ["mon"] = (0, 1),
        ["quarter"] = (0, 3),
        ["y"] = (0, 12),
        ["year"] = (0, 12),
        ["decade"] = (0, 120),
        ["century"] = (0, 1200),
        ["centurie"] = (0, 1200),
        ["millennium"] = (0, 12_000),
    };

    public enum Outcome
    {
        Ok,
        Malformed,

        /// <summary>It has months or years, whose length is not fixed.</summary>
        HasMonths,
        OutOfRange,
    }

    /// <param name="unit">What bare numbers count; null means seconds.</param>
    public static Outcome Parse(string text, string? unit, out long nanos)
    {
        nanos = 0;
        var total = 0m;
        var hasMonths = false;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return Outcome.Malformed;
        }

        try
        {
            while (!rest.IsEmpty)
            {
                if (!TryPart(ref rest, unit ?? "second", out var part, out var months))
                {
                    return Outcome.Malformed;
                }

                total += part;
                hasMonths |= months;
            }
        }
        catch (OverflowException)
        {
            return Outcome.OutOfRange;
        }

        total = decimal.Truncate(total);
        if (hasMonths)
        {
            return Outcome.HasMonths;
        }

        if (total < long.MinValue || total > long.MaxValue)
        {
            return Outcome.OutOfRange;
        }

        nanos = (long)total;
        return Outcome.Ok;
    }

    /// <summary>One number with its unit, or a clock time.</summary>
    private static bool TryPart(ref ReadOnlySpan<char> rest, string defaultUnit, out decimal nanos, out bool hasMonths)
    {
        (nanos, hasMonths) = (0, false);
        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] is '.' or ':' || (length == 0 && rest[0] is '-' or '+')))
        {
            length++;
        }

        var number = rest[..length];
        rest = rest[length..].TrimStart();
        if (number.Contains(':'))
        {
            return TryClock(number, out nanos);
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var unitLength = 0;
        while (unitLength < rest.Length && char.IsLetter(rest[unitLength]))
        {
            unitLength++;
        }

        var word = unitLength == 0 ? defaultUnit : rest[..unitLength].ToString();
        rest = rest[unitLength..].TrimStart().TrimStart(',').TrimStart();
        if (!TryUnit(word, out var unit))
        {
            return false;
        }

        nanos = count * unit.Nanos;
        hasMonths = unit.Months > 0 && count != 0;
        return true;
    }

    private static bool TryUnit(string word, out (long Nanos, int Months) unit) =>
        Units.TryGetValue(word, out unit) || (word.Length > 2 && word[^1] is 's' or 'S' && Units.TryGetValue(word[..^1], out unit));

    private static bool TryClock(ReadOnlySpan<char> text, out decimal nanos)
    {
        nanos = 0;
        var isNegative = text[0] == '-';
        text = text[0] is '-' or '+' ? text[1..] : text;
        var parts = text.ToString().Split(':');
        if (parts.Length > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            return false;
        }

        var seconds = 0m;
        if (parts.Length == 3 && !decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds))
        {
            return false;
        }

        nanos = ((hours * 3600m) + (minutes * 60m) + seconds) * TemporalText.NanosPerSecond * (isNegative ? -1 : 1);
        return true;
    }
}
