using System.Text;

namespace Weir.Settings;

/// <summary>
/// Pairs as one text: <c>a=b,c="d,e"</c>. A pair is cut at its first separator; a value in double quotes may hold commas, and a double quote
/// written twice.
/// </summary>
internal static class PairList
{
    /// <summary>Whether a name can stand in such a text. References are filled in values only.</summary>
    public static bool IsName(string name, char separator) =>
        name.Length > 0 && !name.Contains(',') && !name.Contains(separator) && name.AsSpan().Trim().Length == name.Length && !References.AreIn(name);

    /// <returns>Null when it is no such text, or has a name twice.</returns>
    public static List<(string Name, string Value)>? Parse(string text, char separator)
    {
        var pairs = new List<(string Name, string Value)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var cut = rest.IndexOf(separator);
            var name = cut < 0 ? "" : rest[..cut].Trim().ToString();
            if (!IsName(name, separator) || !names.Add(name) || !TryValue(rest[(cut + 1)..].TrimStart(), out var value, out rest))
            {
                return null;
            }

            pairs.Add((name, value));
        }

        return pairs;
    }

    /// <summary>The text of pairs, and where the values stand in it.</summary>
    public static (string Text, ImmutableArray<Range> Values) Format(IEnumerable<(string Name, string Value)> pairs, char separator)
    {
        var text = new StringBuilder();
        var values = ImmutableArray.CreateBuilder<Range>();
        foreach (var (name, value) in pairs)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(name).Append(separator).Append(separator == ':' ? " " : "");
            var start = text.Length;
            var isPlain = !value.Contains(',') && !value.StartsWith('"') && value.AsSpan().Trim().Length == value.Length;
            text.Append(isPlain ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            values.Add(new Range(start, text.Length));
        }

        return (text.ToString(), values.ToImmutable());
    }

    /// <summary>One value, and what follows the comma after it.</summary>
    private static bool TryValue(ReadOnlySpan<char> text, out string value, out ReadOnlySpan<char> rest)
    {
        int end;
        if (!text.StartsWith("\""))
        {
            end = text.IndexOf(',');
            end = end < 0 ? text.Length : end;
            value = text[..end].Trim().ToString();
        }
        else
        {
            var quoted = new StringBuilder();
            end = 1;
            while (end < text.Length && (text[end] != '"' || (end + 1 < text.Length && text[end + 1] == '"')))
            {
                quoted.Append(text[end]);
                end += text[end] == '"' ? 2 : 1;
            }

            value = quoted.ToString();
            end++;
        }

        rest = end > text.Length ? default : text[end..].TrimStart();
        var hasNext = rest.StartsWith(",");
        var isWhole = end <= text.Length && (rest.IsEmpty || hasNext);
        rest = hasNext ? rest[1..].TrimStart() : rest;
        return isWhole && hasNext == !rest.IsEmpty;
    }
}
