using System.Buffers.Text;
using System.Text;

namespace Weir.Formats.Json;

/// <summary>The grammar of RFC 8259 in plain code, for the reference decoder and for forms that are rare. UTF-8 is checked by the caller.</summary>
internal static class JsonText
{
    public static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    public static void SkipSpace(ReadOnlySpan<byte> text, ref int position)
    {
        while (position < text.Length && IsSpace(text[position]))
        {
            position++;
        }
    }

    /// <summary>Goes behind one value, which starts at <paramref name="position"/>.</summary>
    /// <param name="position">When the value is not well-formed, then where it ceases to be.</param>
    /// <param name="depth">The most levels of arrays and objects in it; 0 for other values.</param>
    /// <returns>What the grammar wants there; <see cref="JsonExpectation.None"/> when the value is well-formed.</returns>
    public static JsonExpectation SkipValue(ReadOnlySpan<byte> text, ref int position, out int depth)
    {
        var nesting = new JsonNesting();
        var wanted = JsonExpectation.Value;
        depth = 0;
        while (true)
        {
            // At the start of a value.
            var next = position < text.Length ? text[position] : (byte)0;
            if (next is (byte)'{' or (byte)'[')
            {
                position++;
                nesting.Enter(next == '{');
                depth = Math.Max(depth, nesting.Depth);
                SkipSpace(text, ref position);
                if (position >= text.Length || text[position] != (nesting.IsInObject ? '}' : ']'))
                {
                    wanted = nesting.IsInObject ? JsonExpectation.Value : JsonExpectation.FirstItem;
                    if (nesting.IsInObject && SkipKey(text, ref position, JsonExpectation.FirstKey) is var wrongKey and not JsonExpectation.None)
                    {
                        return wrongKey;
                    }

                    continue;
                }

                position++;
                nesting.Leave();
            }
            else if (SkipScalar(text, ref position, wanted) is var wrong and not JsonExpectation.None)
            {
                return wrong;
            }

            // Behind a value: close what ends here, then go on to the next value of what does not.
            while (nesting.Depth > 0)
            {
                SkipSpace(text, ref position);
                next = position < text.Length ? text[position] : (byte)0;
                if (next == ',')
                {
                    break;
                }

                if (next != (nesting.IsInObject ? '}' : ']'))
                {
                    return nesting.IsInObject ? JsonExpectation.CommaOrBrace : JsonExpectation.CommaOrBracket;
                }

                position++;
                nesting.Leave();
            }

            if (nesting.Depth == 0)
            {
                return JsonExpectation.None;
            }

            position++;
            SkipSpace(text, ref position);
            wanted = JsonExpectation.Value;
            if (nesting.IsInObject && SkipKey(text, ref position, JsonExpectation.Key) is var wrongNext and not JsonExpectation.None)
            {
                return wrongNext;
            }
        }
    }

    /// <summary>A whole text that is one value, with whitespace around it.</summary>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Behind the value; when the text is not well-formed, where it ceases to be.</param>
    /// <inheritdoc cref="SkipValue"/>
    public static JsonExpectation SkipText(ReadOnlySpan<byte> text, out int start, out int end, out int depth)
    {
        start = 0;
        SkipSpace(text, ref start);
        end = start;
        if (SkipValue(text, ref end, out depth) is var wrong and not JsonExpectation.None)
        {
            return wrong;
        }

        var behind = end;
        SkipSpace(text, ref behind);
        if (behind == text.Length)
        {
            return JsonExpectation.None;
        }

        end = behind;
        return JsonExpectation.End;
    }

    /// <summary>Goes behind a string with its quotes.</summary>
    /// <returns>What is wrong at <paramref name="position"/>: control characters, wrong escapes, lone surrogates.</returns>
    public static JsonExpectation SkipString(ReadOnlySpan<byte> text, ref int position)
    {
        position++;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '"')
            {
                position++;
                return JsonExpectation.None;
            }

            if (c < 0x20)
            {
                return JsonExpectation.PlainCharacter;
            }

            if (c != '\\')
            {
                position++;
            }
            else if (!ReadEscape(text[position..], out _, out var length))
            {
                return length == 12 ? JsonExpectation.OtherSurrogate : JsonExpectation.Escape;
            }
            else
            {
                position += length;
            }
        }

        return JsonExpectation.EndOfString;
    }

    /// <summary>Replaces the escapes of a well-formed string.</summary>
    /// <param name="content">What stands between the quotes.</param>
    /// <param name="output">At least as long as <paramref name="content"/>: no escape grows.</param>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> output)
    {
        var written = 0;
        for (var i = 0; i < content.Length;)
        {
            if (content[i] != '\\')
            {
                output[written++] = content[i++];
                continue;
            }

            if (!ReadEscape(content[i..], out var rune, out var length))
            {
                throw new ArgumentException("the string is not well-formed", nameof(content));
            }

            written += rune.EncodeToUtf8(output[written..]);
            i += length;
        }

        return written;
    }

    /// <summary>Copies a well-formed value without the whitespace between its tokens.</summary>
    /// <param name="output">At least as long as <paramref name="value"/>.</param>
    public static int Compact(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var written = 0;
        for (var i = 0; i < value.Length;)
        {
            var start = i;
            if (value[i] == '"')
            {
                SkipString(value, ref i);
                value[start..i].CopyTo(output[written..]);
                written += i - start;
            }
            else if (IsSpace(value[i++]) is false)
            {
                output[written++] = value[start];
            }
        }

        return written;
    }

    /// <summary>One escape, at whose backslash <paramref name="text"/> starts; a surrogate pair counts as one.</summary>
    public static bool ReadEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = default;
        length = 2;
        if (text.Length < 2)
        {
            return false;
        }

        if (text[1] != 'u')
        {
            const string escapes = "\"\\/bfnrt";
            const string meanings = "\"\\/\b\f\n\r\t";
            var index = escapes.IndexOf((char)text[1], StringComparison.Ordinal);
            rune = index < 0 ? default : new Rune(meanings[index]);
            return index >= 0;
        }

        if (!ReadHex(text[2..], out var high))
        {
            return false;
        }

        length = 6;
        if (!char.IsSurrogate(high))
        {
            rune = new Rune(high);
            return true;
        }

        length = 12;
        return text.Length >= 12 && text[6] == '\\' && text[7] == 'u' && ReadHex(text[8..], out var low) && Rune.TryCreate(high, low, out rune);
    }

    private static bool ReadHex(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 4 || !Utf8Parser.TryParse(text[..4], out ushort value, out var consumed, 'x') || consumed != 4)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }

    /// <summary>Goes from a key's opening quote behind its colon and the whitespace there.</summary>
    public static void SkipKey(ReadOnlySpan<byte> text, ref int position, out int start, out int length)
    {
        start = position + 1;
        SkipString(text, ref position);
        length = position - 1 - start;
        SkipSpace(text, ref position);
        position++;
        SkipSpace(text, ref position);
    }

    private static JsonExpectation SkipKey(ReadOnlySpan<byte> text, ref int position, JsonExpectation wanted)
    {
        if (position >= text.Length || text[position] != '"')
        {
            return wanted;
        }

        if (SkipString(text, ref position) is var wrong and not JsonExpectation.None)
        {
            return wrong;
        }

        SkipSpace(text, ref position);
        if (position >= text.Length || text[position] != ':')
        {
            return JsonExpectation.Colon;
        }

        position++;
        SkipSpace(text, ref position);
        return JsonExpectation.None;
    }

    private static JsonExpectation SkipScalar(ReadOnlySpan<byte> text, ref int position, JsonExpectation wanted)
    {
        if (position >= text.Length)
        {
            return wanted;
        }

        switch (text[position])
        {
            case (byte)'"':
                return SkipString(text, ref position);
            case (byte)'t':
                return SkipLiteral(text, ref position, "true"u8, wanted);
            case (byte)'f':
                return SkipLiteral(text, ref position, "false"u8, wanted);
            case (byte)'n':
                return SkipLiteral(text, ref position, "null"u8, wanted);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return SkipNumber(text, ref position) ? JsonExpectation.None : JsonExpectation.Digit;
            default:
                return wanted;
        }
    }

    private static JsonExpectation SkipLiteral(ReadOnlySpan<byte> text, ref int position, ReadOnlySpan<byte> literal, JsonExpectation wanted)
    {
        if (!text[position..].StartsWith(literal))
        {
            return wanted;
        }

        position += literal.Length;
        return JsonExpectation.None;
    }

    private static bool SkipNumber(ReadOnlySpan<byte> text, ref int position)
    {
        if (text[position] == '-')
        {
            position++;
        }

        if (position < text.Length && text[position] == '0')
        {
            position++;
        }
        else if (!SkipDigits(text, ref position))
        {
            return false;
        }

        if (position < text.Length && text[position] == '.')
        {
            position++;
            if (!SkipDigits(text, ref position))
            {
                return false;
            }
        }

        if (position < text.Length && (text[position] | 0x20) == 'e')
        {
            position++;
            if (position < text.Length && text[position] is (byte)'+' or (byte)'-')
            {
                position++;
            }

            return SkipDigits(text, ref position);
        }

        return true;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit((char)text[position]))
        {
            position++;
        }

        return position > start;
    }
}
