using System.Buffers.Text;
using System.Text;

namespace Weir.Formats.Json;

/// <summary>The grammar of RFC 8259 in plain code, for the reference decoder and for forms that are rare. UTF-8 is checked by the caller.</summary>
internal static class JsonText
{
    public static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    public static void SkipSpace(ReadOnlySpan<byte> text, ref int position)
    {
        while (position < text.Length && IsSpace(text[position]))
        {
            position++;
        }
    }

    /// <summary>Goes behind one value, which starts at <paramref name="position"/>.</summary>
    /// <param name="depth">How deep an array or object starting here would be; the outermost is 1.</param>
    public static BadRecordReason SkipValue(ReadOnlySpan<byte> text, ref int position, int depth)
    {
        if (position >= text.Length)
        {
            return BadRecordReason.Syntax;
        }

        switch (text[position])
        {
            case (byte)'{':
            case (byte)'[':
                return SkipContainer(text, ref position, depth);
            case (byte)'"':
                return SkipString(text, ref position) ? BadRecordReason.None : BadRecordReason.Syntax;
            case (byte)'t':
                return SkipLiteral(text, ref position, "true"u8);
            case (byte)'f':
                return SkipLiteral(text, ref position, "false"u8);
            case (byte)'n':
                return SkipLiteral(text, ref position, "null"u8);
            default:
                return SkipNumber(text, ref position) ? BadRecordReason.None : BadRecordReason.Syntax;
        }
    }

    /// <summary>Goes behind a string with its quotes; false for control characters, wrong escapes and lone surrogates.</summary>
    public static bool SkipString(ReadOnlySpan<byte> text, ref int position)
    {
        if (position >= text.Length || text[position] != '"')
        {
            return false;
        }

        position++;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '"')
            {
                position++;
                return true;
            }

            if (c < 0x20)
            {
                return false;
            }

            if (c != '\\')
            {
                position++;
            }
            else if (!ReadEscape(text[position..], out _, out var length))
            {
                return false;
            }
            else
            {
                position += length;
            }
        }

        return false;
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

    private static BadRecordReason SkipContainer(ReadOnlySpan<byte> text, ref int position, int depth)
    {
        if (depth > FormatCatalog.NestingMax)
        {
            return BadRecordReason.TooDeep;
        }

        var isObject = text[position++] == '{';
        var close = isObject ? (byte)'}' : (byte)']';
        SkipSpace(text, ref position);
        if (position < text.Length && text[position] == close)
        {
            position++;
            return BadRecordReason.None;
        }

        while (true)
        {
            SkipSpace(text, ref position);
            if (isObject)
            {
                if (!SkipKey(text, ref position, out _, out _))
                {
                    return BadRecordReason.Syntax;
                }
            }

            var reason = SkipValue(text, ref position, depth + 1);
            if (reason != BadRecordReason.None)
            {
                return reason;
            }

            SkipSpace(text, ref position);
            if (position >= text.Length || (text[position] != ',' && text[position] != close))
            {
                return BadRecordReason.Syntax;
            }

            if (text[position++] == close)
            {
                return BadRecordReason.None;
            }
        }
    }

    /// <summary>Goes from a key's opening quote behind its colon and the whitespace there.</summary>
    public static bool SkipKey(ReadOnlySpan<byte> text, ref int position, out int start, out int length)
    {
        start = position + 1;
        length = 0;
        if (!SkipString(text, ref position))
        {
            return false;
        }

        length = position - 1 - start;
        SkipSpace(text, ref position);
        if (position >= text.Length || text[position] != ':')
        {
            return false;
        }

        position++;
        SkipSpace(text, ref position);
        return true;
    }

    private static BadRecordReason SkipLiteral(ReadOnlySpan<byte> text, ref int position, ReadOnlySpan<byte> literal)
    {
        if (!text[position..].StartsWith(literal))
        {
            return BadRecordReason.Syntax;
        }

        position += literal.Length;
        return BadRecordReason.None;
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
