using System.Buffers;
using System.Text;
using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Strings with their escapes, numbers, bytes, intervals and typed literals.</summary>
internal sealed class LiteralParser(TokenCursor cursor)
{
    private static readonly HashSet<string> IntervalUnits =
    [
        "nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade",
        "century", "centuries", "millennium",
    ];

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public bool IsString => cursor.Current.Kind is TokenKind.String or TokenKind.EscapeString or TokenKind.UnicodeString;

    public StringLiteral String(string expected)
    {
        var token = cursor.Current;
        if (!IsString)
        {
            cursor.FailExpected(expected, token.Kind == TokenKind.QuotedName ? "text is written in single quotes" : null);
            return cursor.Node(new StringLiteral("", cursor.SpanOf(token)));
        }

        var value = Decode(token);
        cursor.Take();
        return cursor.Node(new StringLiteral(value, cursor.SpanOf(token)));
    }

    public NumberLiteral Number()
    {
        var token = cursor.Take();
        var text = cursor.TextOf(token).ToString().Replace("_", "", StringComparison.Ordinal);
        return cursor.Node(new NumberLiteral(text, cursor.SpanOf(token)));
    }

    public Expression Binary()
    {
        var token = cursor.Current;
        var digits = cursor.TextOf(token)[2..^1];
        if (digits.Length % 2 != 0 || digits.ContainsAnyExcept(HexDigits))
        {
            cursor.Fail(DiagnosticCodes.MalformedNumber, "a binary literal needs pairs of hexadecimal digits", cursor.SpanOf(token), "for example X'01ff'");
            return cursor.Node(new MissingExpression(cursor.SpanOf(token)));
        }

        var literal = new BinaryLiteral(Convert.FromHexString(digits), cursor.SpanOf(token));
        cursor.Take();
        return cursor.Node(literal);
    }

    /// <summary>INTERVAL with its text and perhaps a unit; the cursor is at INTERVAL.</summary>
    public IntervalLiteral Interval()
    {
        var start = cursor.Start;
        cursor.Take();
        var text = String("the length of the interval in single quotes").Value;
        string? unit = null;
        if (cursor.Is(TokenKind.Word))
        {
            var word = cursor.TextOf(cursor.Current).ToString().ToLowerInvariant();
            if (IntervalUnits.Contains(word) || (word.EndsWith('s') && IntervalUnits.Contains(word[..^1])))
            {
                cursor.Take();
                unit = word;
            }
        }

        if (unit is not null && cursor.IsWord("to"))
        {
            cursor.FailExpected("one unit", "name the units inside the quotes: INTERVAL '1 day 2 hours'");
        }

        return cursor.Node(new IntervalLiteral(text, unit, cursor.SpanFrom(start)));
    }

    /// <summary>TIMESTAMP, DATE or TIME before a string; the cursor is at the word.</summary>
    public TypedLiteral Typed()
    {
        var start = cursor.Start;
        var token = cursor.Take();
        var type = cursor.Node(new NamedType(cursor.TextOf(token).ToString().ToLowerInvariant(), [], cursor.SpanOf(token)));
        var text = String("text in single quotes").Value;
        return cursor.Node(new TypedLiteral(type, text, cursor.SpanFrom(start)));
    }

    private string Decode(Token token)
    {
        var text = cursor.TextOf(token);
        switch (token.Kind)
        {
            case TokenKind.String:
                return text[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal);
            case TokenKind.EscapeString:
                return DecodeEscapes(token, text[2..^1], isUnicode: false);
            default:
                return DecodeEscapes(token, text[3..^1], isUnicode: true);
        }
    }

    private string DecodeEscapes(Token token, ReadOnlySpan<char> text, bool isUnicode)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'')
            {
                // The lexer ends the string at a single one, so this is the first of two.
                output.Append('\'');
                i++;
            }
            else if (text[i] != '\\')
            {
                output.Append(text[i]);
            }
            else if (!(isUnicode ? TryUnicodeEscape(text, ref i, output) : TryEscape(text, ref i, output)))
            {
                var hint = isUnicode
                    ? "write \\XXXX, \\+XXXXXX or \\\\"
                    : "known are \\n \\t \\r \\b \\f \\\\ \\' \\xHH \\uXXXX \\UXXXXXXXX";
                cursor.Fail(DiagnosticCodes.MalformedEscape, "the string has a malformed escape", cursor.SpanOf(token), hint);
                return "";
            }
        }

        return output.ToString();
    }

    private static bool TryUnicodeEscape(ReadOnlySpan<char> text, ref int i, StringBuilder output)
    {
        var next = i + 1 < text.Length ? text[i + 1] : '\0';
        if (next == '\\')
        {
            output.Append('\\');
            i++;
            return true;
        }

        return next == '+' ? TryCodePoint(text, 2, 6, ref i, output) : TryCodePoint(text, 1, 4, ref i, output);
    }

    private static bool TryEscape(ReadOnlySpan<char> text, ref int i, StringBuilder output)
    {
        var next = i + 1 < text.Length ? text[i + 1] : '\0';
        switch (next)
        {
            case 'x':
                var count = i + 3 < text.Length && char.IsAsciiHexDigit(text[i + 3]) ? 2 : 1;
                return TryCodePoint(text, 2, count, ref i, output);
            case 'u':
                return TryCodePoint(text, 2, 4, ref i, output);
            case 'U':
                return TryCodePoint(text, 2, 8, ref i, output);
            case '\0' or (>= '0' and <= '9'):
                return false;
            default:
                output.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => next });
                i++;
                return true;
        }
    }

    /// <summary>Reads hexadecimal digits that begin <paramref name="skip"/> behind the backslash.</summary>
    private static bool TryCodePoint(ReadOnlySpan<char> text, int skip, int count, ref int i, StringBuilder output)
    {
        if (i + skip + count > text.Length
            || !uint.TryParse(text.Slice(i + skip, count), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value)
            || !Rune.TryCreate(value, out var rune) || value == 0)
        {
            return false;
        }

        output.Append(rune.ToString());
        i += skip + count - 1;
        return true;
    }
}
