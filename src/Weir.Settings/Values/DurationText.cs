using System.Globalization;

namespace Weir.Settings;

/// <summary>Durations as text: <c>200ms</c>, <c>10s</c>, <c>1 hour 30 minutes</c>.</summary>
public static class DurationText
{
    private static readonly (string[] Names, long Nanos)[] Units =
    [
        (["ns", "nanosecond"], 1),
        (["us", "µs", "microsecond"], 1_000),
        (["ms", "millisecond"], 1_000_000),
        (["s", "sec", "second"], 1_000_000_000),
        (["m", "min", "minute"], 60_000_000_000),
        (["h", "hour"], 3_600_000_000_000),
        (["d", "day"], 86_400_000_000_000),
        (["w", "week"], 604_800_000_000_000),
    ];

    /// <summary>Numbers with units, added up; not negative.</summary>
    public static bool TryParse(string text, out long nanos)
    {
        nanos = 0;
        var total = 0m;
        var rest = text.AsSpan().Trim();
        do
        {
            var length = LengthWhile(rest, static character => char.IsAsciiDigit(character) || character == '.');
            if (!decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return false;
            }

            rest = rest[length..].TrimStart();
            length = LengthWhile(rest, char.IsLetter);
            if (NanosOf(rest[..length].ToString().ToLowerInvariant()) is not { } unit || count > long.MaxValue / unit)
            {
                return false;
            }

            total += count * unit;
            rest = rest[length..].TrimStart();
        }
        while (!rest.IsEmpty);

        var isWhole = total <= long.MaxValue && decimal.IsInteger(total);
        nanos = isWhole ? (long)total : 0;
        return isWhole;
    }

    /// <summary>With the largest of s, ms, us and ns that leaves a whole number.</summary>
    public static string Format(long nanos) => nanos switch
    {
        _ when nanos % 1_000_000_000 == 0 => $"{nanos / 1_000_000_000}s",
        _ when nanos % 1_000_000 == 0 => $"{nanos / 1_000_000}ms",
        _ when nanos % 1_000 == 0 => $"{nanos / 1_000}us",
        _ => $"{nanos}ns",
    };

    private static long? NanosOf(string word)
    {
        foreach (var (names, nanos) in Units)
        {
            if (names.Contains(word) || (word.Length > 3 && word[^1] == 's' && names.Contains(word[..^1])))
            {
                return nanos;
            }
        }

        return null;
    }

    private static int LengthWhile(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
        {
            length++;
        }

        return length;
    }
}
