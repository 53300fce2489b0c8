using System.Text;

namespace Weir.Columnar;

/// <summary>
/// A format of times in the letters of strftime, as DataFusion reads them: <c>%d/%b/%Y:%H:%M:%S %z</c>. docs/sql.md lists the letters. A
/// format that leaves open which time is meant is refused when it is made.
/// </summary>
internal sealed class TimeFormat
{
    /// <summary>Letters that stand for several.</summary>
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["D"] = "%m/%d/%y",
        ["F"] = "%Y-%m-%d",
        ["R"] = "%H:%M",
        ["T"] = "%H:%M:%S",
        ["r"] = "%I:%M:%S %p",
    };

    /// <summary>Other spellings of the same part.</summary>
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["e"] = "d",
        ["h"] = "b",
        ["B"] = "b",
        ["A"] = "a",
        ["k"] = "H",
        ["l"] = "I",
        ["P"] = "p",
        [":z"] = "z",
        ["#z"] = "z",
        [".3f"] = ".f",
        [".6f"] = ".f",
        [".9f"] = ".f",
    };

    private const string Letters = "Y y m d b a j H I M S p z Z s .f 3f 6f 9f";

    private TimeFormat(string text, TimeFormatPart[] parts) => (Text, Parts) = (text, parts);

    public string Text { get; }

    public TimeFormatPart[] Parts { get; }

    /// <param name="error">Why it is no format: a short lower-case fact, with a way out in <paramref name="hint"/>.</param>
    public static TimeFormat? TryMake(string text, out string? error, out string? hint)
    {
        hint = null;
        var parts = new List<TimeFormatPart>();
        error = AddParts(text, parts, ref hint) ?? Missing(text, [.. parts.Select(part => part.Letter)], ref hint);
        return error is null ? new TimeFormat(text, [.. parts]) : null;
    }

    public bool TryRead(ReadOnlySpan<byte> text, out Int128 nanos) => new TimeFormatReader(text).TryRead(Parts, out nanos);

    private static string? AddParts(string text, List<TimeFormatPart> parts, ref string? hint)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                AddLiteral(parts, text[i]);
                continue;
            }

            var letter = Letter(text, i + 1);
            i += letter.Length;
            letter = letter.TrimStart('-', '_', '0');
            if (letter is "%" or "n" or "t")
            {
                AddLiteral(parts, letter switch { "n" => '\n', "t" => '\t', _ => '%' });
                continue;
            }

            if (Short.TryGetValue(letter, out var several))
            {
                AddParts(several, parts, ref hint);
                continue;
            }

            letter = Same.GetValueOrDefault(letter, letter);
            if (letter == "f")
            {
                hint = "write %.f for a point and a fraction of any length, or %3f, %6f or %9f for so many digits";
                return $"%f in the format '{text}' is read in different ways elsewhere";
            }

            if (!Letters.Split(' ').Contains(letter))
            {
                hint = $"the letters are {Letters}";
                return $"%{letter} in the format '{text}' is not a part of a time that can be read";
            }

            parts.Add(new TimeFormatPart(letter, ""));
        }

        return null;
    }

    private static string Letter(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is '-' or '_' or '.' or ':' or '#' or (>= '0' and <= '9'))
        {
            end++;
        }

        return text[at..Math.Min(end + 1, text.Length)];
    }

    private static void AddLiteral(List<TimeFormatPart> parts, char character)
    {
        // A character beyond the BMP is two here and one only together.
        var before = parts.Count > 0 && parts[^1].Letter.Length == 0 ? parts[^1].Characters : "";
        if (before.Length > 0)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        parts.Add(new TimeFormatPart("", before + character));
    }

    /// <summary>What a format needs so that it names one time.</summary>
    private static string? Missing(string text, string[] letters, ref string? hint)
    {
        bool Has(string letter) => letters.Contains(letter);
        letters = [.. letters.Where(letter => letter.Length > 0)];
        if (letters.Length == 0)
        {
            hint = "formats are those of strftime: '%Y-%m-%d %H:%M:%S'";
            return $"the format '{text}' has no part of a time";
        }

        if (letters.GroupBy(letter => letter.EndsWith('f') ? "f" : letter).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return $"%{twice.First()} stands more than once in the format '{text}'";
        }

        if (Has("s"))
        {
            return letters.All(letter => letter is "s" || letter.EndsWith('f')) ? null
                : $"%s in the format '{text}' is a whole time, and other parts could contradict it";
        }

        if (Has("Y") == Has("y") || !(Has("j") ? !Has("m") && !Has("b") && !Has("d") : Has("d") && Has("m") != Has("b")))
        {
            hint = "%Y or %y, with %m or %b and %d, or with %j";
            return $"the format '{text}' does not name one date";
        }

        if ((Has("H") && Has("I")) || Has("I") != Has("p"))
        {
            hint = "%H is the hour from 0 to 23; %I with %p is the hour from 1 to 12";
            return $"the format '{text}' does not name one hour";
        }

        return (Has("M") && !Has("H") && !Has("I")) || (Has("S") && !Has("M")) || (letters.Any(letter => letter.EndsWith('f')) && !Has("S"))
            ? $"the format '{text}' has a smaller part of a time without the larger one"
            : Has("z") && Has("Z") ? $"the format '{text}' has two zones" : null;
    }
}

/// <param name="Letter">Behind the percent sign; empty for characters that stand for themselves.</param>
internal readonly record struct TimeFormatPart(string Letter, string Characters)
{
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Characters);
}
