using System.Globalization;
using System.Text;

namespace Weir.Columnar.Patterns;

/// <summary>
/// From the dialect of patterns, in which PostgreSQL and RE2 agree as far as they do, to the one of the base library. What that reads
/// otherwise is written in other words, and what it cannot do in linear time, or only it knows, is refused.
/// </summary>
internal sealed class PatternTranslator(string pattern, PatternOptions options)
{
    private const int RepeatMax = 1000;
    private const string Quantifiers = "*+?{";

    private static readonly string[] Categories =
    [
        "C", "Cc", "Cf", "Cn", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No",
        "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs",
    ];

    private readonly StringBuilder _output = new();
    private readonly Stack<PatternOptions> _outer = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private PatternOptions _options = options;
    private int _position;

    /// <summary>How many groups capture, of what is translated.</summary>
    public int GroupCount { get; private set; }

    private bool IsAtEnd => _position >= pattern.Length;

    public string Translate()
    {
        var canRepeat = false;
        while (SkipExpanded() && !IsAtEnd)
        {
            canRepeat = Next(canRepeat);
        }

        return _outer.Count == 0 ? _output.ToString() : throw Wrong("a group is not closed", "write a parenthesis as \\(");
    }

    /// <summary>Translates one part; whether a quantifier may follow it.</summary>
    private bool Next(bool canRepeat)
    {
        var character = pattern[_position];
        switch (character)
        {
            case '(':
                OpenGroup();
                return false;
            case ')' when _outer.Count == 0:
                throw Wrong("a parenthesis closes no group", "write it as \\)");
            case ')':
                _position++;
                _options = _outer.Pop();
                _output.Append(')');
                return true;
            case '|':
                _position++;
                _output.Append('|');
                return false;
            case '*' or '+' or '?':
                Repeat(canRepeat);
                return false;
            case '{' when _position + 1 < pattern.Length && (char.IsAsciiDigit(pattern[_position + 1]) || pattern[_position + 1] == ','):
                Repeat(canRepeat);
                return false;
            case '^':
                _position++;
                _output.Append(_options.IsMultiLine ? "(?m:^)" : "\\A");
                return false;
            case '$':
                _position++;
                _output.Append(_options.IsMultiLine ? "(?m:$)" : "\\z");
                return false;
            case '.':
                _position++;
                Any();
                return true;
            case '[':
                Bracket();
                return true;
            case '\\':
                return Escape();
            default:
                Literal(NextRune().Value);
                return true;
        }
    }

    private void Any()
    {
        var set = new PatternClass { IsNegated = true };
        if (!_options.DotIsAll)
        {
            set.TryAdd('\n', '\n');
        }

        _output.Append(set.Write());
    }

    private void Literal(int character)
    {
        var text = char.ConvertFromUtf32(character);
        if (text.Length == 1)
        {
            _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:X4}");
        }
        else
        {
            _output.Append(CultureInfo.InvariantCulture, $"(?:\\u{(int)text[0]:X4}\\u{(int)text[1]:X4})");
        }
    }

    private void Repeat(bool canRepeat)
    {
        if (!canRepeat)
        {
            throw Wrong($"\"{pattern[_position]}\" repeats nothing that can be repeated", $"write it as \\{pattern[_position]}, or put a group around what it repeats");
        }

        if (pattern[_position] == '{')
        {
            Bound();
        }
        else
        {
            _output.Append(pattern[_position++]);
        }

        if (!IsAtEnd && pattern[_position] == '?')
        {
            _output.Append('?');
            _position++;
        }

        if (!IsAtEnd && Quantifiers.Contains(pattern[_position]))
        {
            throw Wrong("a quantifier follows another", "put a group around the first: (?:a+)*");
        }
    }

    private void Bound()
    {
        var end = pattern.IndexOf('}', _position);
        var parts = end < 0 ? [] : pattern[(_position + 1)..end].Split(',');
        if (parts.Length is < 1 or > 2 || !TryCount(parts[0], out var least) || (parts.Length == 2 && parts[1].Length > 0 && !TryCount(parts[1], out _)))
        {
            throw Wrong("a repetition is {n}, {n,} or {n,m}", "write a brace as \\{");
        }

        if (parts.Length == 2 && TryCount(parts[1], out var most) && most < least)
        {
            throw Wrong("a repetition ends before it begins", null);
        }

        _output.Append(pattern, _position, end + 1 - _position);
        _position = end + 1;

        bool TryCount(string text, out int count)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            {
                return false;
            }

            return count <= RepeatMax ? true : throw Wrong($"a repetition has at most {RepeatMax}", null);
        }
    }

    private void OpenGroup()
    {
        _outer.Push(_options);
        if (!StartsWith("(?"))
        {
            _position++;
            GroupCount++;
            _output.Append('(');
            return;
        }

        if (StartsWith("(?#"))
        {
            var end = pattern.IndexOf(')', _position);
            _position = end < 0 ? throw Wrong("a comment is not closed", null) : end + 1;
            _outer.Pop();
            return;
        }

        if (StartsWith("(?:"))
        {
            _position += 3;
            _output.Append("(?:");
            return;
        }

        if (StartsWith("(?=") || StartsWith("(?!") || StartsWith("(?<=") || StartsWith("(?<!") || StartsWith("(?>") || StartsWith("(?("))
        {
            throw Wrong("look-around, atomic groups and conditions cannot run in linear time", "match more, and take a group with regexp_match");
        }

        if (StartsWith("(?P<") || StartsWith("(?<"))
        {
            NamedGroup();
            return;
        }

        Flags();
    }

    /// <summary>Names are left out: the base library would number such groups behind all others.</summary>
    private void NamedGroup()
    {
        var start = pattern.IndexOf('<', _position) + 1;
        var end = pattern.IndexOf('>', start);
        var name = end < 0 ? "" : pattern[start..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || !_names.Add(name))
        {
            throw Wrong("the name of a group is letters, digits and underscores, and each name is given once", null);
        }

        _position = end + 1;
        GroupCount++;
        _output.Append('(');
    }

    /// <summary>(?i) for the rest of the group, (?i:…) for a group, and (?i-s).</summary>
    private void Flags()
    {
        var isSet = true;
        var flags = _options;
        for (_position += 2; !IsAtEnd && pattern[_position] is not (')' or ':'); _position++)
        {
            if (pattern[_position] == '-' && isSet)
            {
                isSet = false;
                continue;
            }

            flags = flags.With(pattern[_position], isSet)
                ?? throw Wrong($"there is no group (?{pattern[_position]}…", "groups are (…), (?:…), (?P<name>…) and the flags (?i), (?m), (?s), (?x)");
        }

        if (IsAtEnd)
        {
            throw Wrong("a group is not closed", null);
        }

        var isGroup = pattern[_position++] == ':';
        var change = flags.IgnoresCase == _options.IgnoresCase ? "" : flags.IgnoresCase ? "i" : "-i";
        if (!isGroup)
        {
            _outer.Pop();
            _output.Append(change.Length > 0 ? $"(?{change})" : "");
        }
        else
        {
            _output.Append(CultureInfo.InvariantCulture, $"(?{change}:");
        }

        _options = flags;
    }

    /// <summary>An escape outside of brackets; whether a quantifier may follow.</summary>
    private bool Escape()
    {
        var letter = _position + 1 < pattern.Length ? pattern[_position + 1] : throw Wrong("a pattern cannot end with a backslash", "write \\\\");
        switch (letter)
        {
            case 'A':
                return Assert("\\A");
            case 'Z' or 'z':
                return Assert("\\z");
            case 'b' or 'y':
                return Assert("\\b");
            case 'B' or 'Y':
                return Assert("\\B");
            case 'm' or 'M':
                throw Wrong($"\\{letter} looks at both sides of a place, which cannot run in linear time", "write \\y, which is either end of a word");
            case >= '1' and <= '9':
                throw Wrong("back references cannot run in linear time", "compare the groups with =: regexp_match(…)[1] = regexp_match(…)[2]");
            case 'p' or 'P':
                var category = new PatternClass();
                category.AddCategory(Category());
                _output.Append(category.Write());
                return true;
        }

        if (PatternClass.OfEscape(letter) is not null)
        {
            _position += 2;
            var set = new PatternClass();
            set.AddEscape(letter);
            _output.Append(set.Write());
            return true;
        }

        Literal(EscapedCharacter());
        return true;

        bool Assert(string assertion)
        {
            _position += 2;
            _output.Append(assertion);
            return false;
        }
    }

    private string Category()
    {
        var letter = pattern[_position + 1];
        var start = _position + 2;
        var end = start < pattern.Length && pattern[start] == '{' ? pattern.IndexOf('}', start) : start;
        if (end < 0 || start >= pattern.Length)
        {
            throw Wrong("a category is \\p{L}, or \\pL", null);
        }

        var name = end == start ? pattern[start].ToString() : pattern[(start + 1)..end];
        if (!Categories.Contains(name))
        {
            throw Wrong($"there is no category \"{name}\"", "categories have one or two letters: \\p{L}, \\p{Lu}, \\p{Nd}");
        }

        _position = end + 1;
        return $"\\{letter}{{{name}}}";
    }

    /// <summary>The character that a backslash and what follows stand for.</summary>
    private int EscapedCharacter()
    {
        var start = _position++;
        var rune = NextRune();
        switch (rune.Value)
        {
            case 'a':
                return '\a';
            case 'e':
                return '\e';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case '0':
                return Number(8, 0, 2, start);
            case 'u' when !IsAtEnd && pattern[_position] != '{':
                return Number(16, 4, 4, start);
            case 'U':
                return Number(16, 8, 8, start);
            case 'x' or 'u' when !IsAtEnd && pattern[_position] == '{':
                _position++;
                var code = Number(16, 1, 8, start);
                return !IsAtEnd && pattern[_position++] == '}' ? code : throw Wrong("a code point is \\x{1F600}", null, start);
            case 'x':
                var pair = Number(16, 2, 2, start);
                return IsAtEnd || !char.IsAsciiHexDigit(pattern[_position])
                    ? pair
                    : throw Wrong("a digit follows \\xhh, and PostgreSQL would read it as one with it", "write \\x{hh}", start);
            case 'c' when !IsAtEnd && char.IsAsciiLetter(pattern[_position]):
                return pattern[_position++] & 0x1F;
            default:
                return rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value)
                    ? throw Wrong($"there is no escape \\{rune}", "a backslash makes a character literal only when it is no letter or digit", start)
                    : rune.Value;
        }
    }

    private int Number(int radix, int least, int most, int start)
    {
        long value = 0;
        var count = 0;
        for (; count < most && !IsAtEnd && char.IsAsciiHexDigit(pattern[_position]) && Convert.ToInt32(pattern[_position].ToString(), 16) < radix; count++)
        {
            value = (value * radix) + Convert.ToInt32(pattern[_position++].ToString(), 16);
        }

        return count >= least && value <= int.MaxValue && (count == 0 || Rune.IsValid((int)value))
            ? (int)value
            : throw Wrong("the escape is no character", "write \\x41, \\u0041 or \\x{1F600}", start);
    }

    private void Bracket()
    {
        var start = _position++;
        var set = new PatternClass { IsNegated = !IsAtEnd && pattern[_position] == '^' };
        _position += set.IsNegated ? 1 : 0;
        for (var isFirst = true; ; isFirst = false)
        {
            if (IsAtEnd)
            {
                throw Wrong("a class is not closed", "write a bracket as \\[", start);
            }

            if (pattern[_position] == ']' && !isFirst)
            {
                break;
            }

            Member(set);
        }

        _position++;
        _output.Append(set.Write());
    }

    private void Member(PatternClass set)
    {
        if (StartsWith("[:"))
        {
            var end = pattern.IndexOf(":]", Math.Min(_position + 2, pattern.Length), StringComparison.Ordinal);
            if (end < 0 || !set.TryAddName(pattern[(_position + 2)..end]))
            {
                throw Wrong("there is no such class", "classes are [:alpha:], [:digit:], [:alnum:], [:upper:], [:lower:], [:space:], [:blank:], [:punct:], [:xdigit:], [:word:] …");
            }

            _position = end + 2;
            RefuseRange();
            return;
        }

        if (StartsWith("[.") || StartsWith("[="))
        {
            throw Wrong("collating elements are not supported", "write the characters themselves");
        }

        if (pattern[_position] == '\\' && _position + 1 < pattern.Length && pattern[_position + 1] is 'p' or 'P')
        {
            set.AddCategory(Category());
            RefuseRange();
            return;
        }

        if (pattern[_position] == '\\' && _position + 1 < pattern.Length && PatternClass.OfEscape(pattern[_position + 1]) is not null)
        {
            set.AddEscape(pattern[_position + 1]);
            _position += 2;
            RefuseRange();
            return;
        }

        var start = _position;
        var first = Character();
        var last = first;
        if (BeginsRange())
        {
            _position++;
            last = StartsWith("[") || (StartsWith("\\") && _position + 1 < pattern.Length && PatternClass.OfEscape(pattern[_position + 1]) is not null)
                ? throw Wrong("a range ends with a character", "write - first or last in a class, or as \\-", start)
                : Character();
            RefuseRange();
        }

        if (!set.TryAdd(first, last))
        {
            throw Wrong("a range goes backwards", null, start);
        }
    }

    private bool BeginsRange() => StartsWith("-") && _position + 1 < pattern.Length && pattern[_position + 1] != ']';

    /// <summary>A range or a class begins no range; the base library would take [a-z-[b]] for a difference.</summary>
    private void RefuseRange()
    {
        if (BeginsRange())
        {
            throw Wrong("a range begins with a character", "write - first or last in a class, or as \\-");
        }
    }

    private int Character()
    {
        if (pattern[_position] != '\\')
        {
            return NextRune().Value;
        }

        if (StartsWith("\\b"))
        {
            _position += 2;
            return '\b';
        }

        return _position + 1 < pattern.Length ? EscapedCharacter() : throw Wrong("a pattern cannot end with a backslash", "write \\\\");
    }

    private Rune NextRune()
    {
        if (!Rune.TryGetRuneAt(pattern, _position, out var rune))
        {
            throw Wrong("half of a character stands alone", null);
        }

        _position += rune.Utf16SequenceLength;
        return rune;
    }

    /// <summary>With flag x, white space and comments count for nothing outside of brackets.</summary>
    private bool SkipExpanded()
    {
        while (_options.IsExpanded && !IsAtEnd && (char.IsWhiteSpace(pattern[_position]) || pattern[_position] == '#'))
        {
            var lineEnd = pattern[_position] == '#' ? pattern.IndexOf('\n', _position) : _position;
            _position = lineEnd < 0 ? pattern.Length : lineEnd + 1;
        }

        return true;
    }

    private bool StartsWith(string text) => string.CompareOrdinal(pattern, _position, text, 0, text.Length) == 0;

    private PatternException Wrong(string what, string? hint, int? position = null) =>
        new($"{what} (character {(position ?? _position) + 1} of the pattern)", hint);
}
