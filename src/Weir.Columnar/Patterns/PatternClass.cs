using System.Globalization;
using System.Text;

namespace Weir.Columnar.Patterns;

/// <summary>
/// A set of characters on its way to the base library, whose regular expressions know only halves of characters beyond U+FFFF: those are
/// never matched alone, and a set that holds all others of them matches both halves together.
/// </summary>
internal sealed class PatternClass
{
    private const int HalvesFirst = 0xD800;
    private const int HalvesLast = 0xDFFF;
    private const string Halves = "\\uD800-\\uDFFF";
    private const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    /// <summary>What iswspace knows in PostgreSQL: no no-break spaces.</summary>
    private const string Spaces = "\\t-\\r \\u1680\\u2000-\\u2006\\u2008-\\u200A\\u2028\\u2029\\u205F\\u3000";
    private const string NoSpaces =
        "\\0-\\x08\\x0E-\\x1F!-\\u167F\\u1681-\\u1FFF\\u2007\\u200B-\\u2027\\u202A-\\u205E\\u2060-\\u2FFF\\u3001-\\uD7FF\\uE000-\\uFFFF";

    private readonly StringBuilder _members = new();
    private readonly List<string> _large = [];
    private bool _hasComplement;
    private bool _canHoldHalves;

    public bool IsNegated { get; init; }

    /// <summary>The set of one escape, or null when the letter is none: d D s S w W.</summary>
    public static string? OfEscape(char letter) => letter switch
    {
        'd' => "0-9",
        'D' => "\\0-/:-\\uD7FF\\uE000-\\uFFFF",
        's' => Spaces,
        'S' => NoSpaces,
        'w' => "\\w",
        'W' => "\\W",
        _ => null,
    };

    /// <summary>The set of [:name:], or null when there is none.</summary>
    private static string? OfName(string name) => name switch
    {
        "alpha" => "\\p{L}\\p{Nl}",
        "digit" => "0-9",
        "alnum" => "\\p{L}\\p{Nl}\\p{Nd}",
        "upper" => "\\p{Lu}",
        "lower" => "\\p{Ll}",
        "space" => Spaces,
        "blank" => "\\t ",
        "punct" => "!-/:-@\\[-`{-~\\p{P}\\p{S}",
        "cntrl" => "\\p{Cc}\\u2028\\u2029",
        "graph" => "!-~\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\xA0\\u2007\\u202F",
        "print" => " -~\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}",
        "xdigit" => "0-9A-Fa-f",
        "word" => "\\w",
        _ => null,
    };

    public void AddEscape(char letter)
    {
        _members.Append(OfEscape(letter));
        _hasComplement |= char.IsAsciiLetterUpper(letter);
        _canHoldHalves |= letter == 'W';
    }

    public void AddCategory(string category)
    {
        _members.Append(category);
        _hasComplement |= category[1] == 'P';
        _canHoldHalves = true;
    }

    public bool TryAddName(string name)
    {
        var set = OfName(name);
        _members.Append(set);
        return set is not null;
    }

    /// <returns>False for a range that goes backwards.</returns>
    public bool TryAdd(int first, int last)
    {
        if (first > last)
        {
            return false;
        }

        AddSmall(first, Math.Min(last, HalvesFirst - 1));
        AddSmall(Math.Max(first, HalvesLast + 1), Math.Min(last, char.MaxValue));
        for (first = Math.Max(first, char.MaxValue + 1); first <= last;)
        {
            // Whole blocks of one high half together, what is before and behind them by itself.
            var wholeEnd = ((last + 1) & ~0x3FF) - 1;
            var isWhole = (first & 0x3FF) == 0 && wholeEnd > first;
            var end = isWhole ? wholeEnd : Math.Min(last, first | 0x3FF);
            var (from, to) = (char.ConvertFromUtf32(first), char.ConvertFromUtf32(end));
            _large.Add($"[{Escaped(from[0])}-{Escaped(to[0])}][{Escaped(from[1])}-{Escaped(to[1])}]");
            first = end + 1;
        }

        return true;
    }

    /// <summary>The set in the words of the base library: of characters up to U+FFFF without the halves, and of pairs of them.</summary>
    /// <exception cref="PatternException">All but characters beyond U+FFFF.</exception>
    public string Write()
    {
        if (IsNegated && _large.Count > 0)
        {
            throw new PatternException("a negated class cannot hold characters beyond U+FFFF", "leave them out");
        }

        // Even what is repeated without an end is written so: what stands behind it could else take the other half.
        List<string> alternatives = [.. _large];
        if (IsNegated)
        {
            alternatives.Add($"[^{_members}{Halves}]");
        }
        else if (_members.Length > 0)
        {
            alternatives.Add(_canHoldHalves ? $"[{_members}-[{Halves}]]" : $"[{_members}]");
        }

        if (IsNegated != _hasComplement)
        {
            alternatives.Add(Pair);
        }

        return alternatives.Count == 1 ? alternatives[0] : $"(?:{string.Join('|', alternatives)})";
    }

    private void AddSmall(int first, int last)
    {
        if (first <= last)
        {
            _members.Append(Escaped(first)).Append('-').Append(Escaped(last));
        }
    }

    private static string Escaped(int unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
}
