using System.Text;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>split_part(text, delimiter, n): the n-th piece, from 1; from the end when negative; empty when there is none.</summary>
internal readonly struct SplitPartKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var delimiter = arguments[1].GetBytes(row);
        var wanted = arguments[2].Get<long>(row);
        if (delimiter.IsEmpty)
        {
            writer.Append(wanted is 1 or -1 ? text : default);
            return true;
        }

        if (wanted < 0)
        {
            var count = text.Count(delimiter) + 1L;
            wanted = wanted < -count ? 0 : count + wanted + 1;
        }

        if (wanted <= 0)
        {
            return true;
        }

        while (true)
        {
            var end = text.IndexOf(delimiter);
            if (wanted == 1)
            {
                writer.Append(end < 0 ? text : text[..end]);
                return true;
            }

            if (end < 0)
            {
                return true;
            }

            text = text[(end + delimiter.Length)..];
            wanted--;
        }
    }
}

/// <summary>substr(text, start[, length]) in characters from 1; a start before 1 shortens the length, as in PostgreSQL.</summary>
internal readonly struct SubstringKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var start = arguments[1].Get<long>(row);
        var end = arguments.Length > 2 ? SaturatingAdd(start, Math.Max(0, arguments[2].Get<long>(row))) : long.MaxValue;
        var first = Utf8Text.ByteIndex(text, Math.Max(start, 1) - 1);
        var last = end == long.MaxValue ? text.Length : Utf8Text.ByteIndex(text, Math.Max(end, 1) - 1);
        writer.Append(last > first ? text[first..last] : default);
        return true;
    }

    private static long SaturatingAdd(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;
}

/// <summary>replace(text, from, to): every occurrence, left to right.</summary>
internal readonly struct ReplaceKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var from = arguments[1].GetBytes(row);
        var to = arguments[2].GetBytes(row);
        while (!from.IsEmpty)
        {
            var at = text.IndexOf(from);
            if (at < 0)
            {
                break;
            }

            writer.Append(text[..at]);
            writer.Append(to);
            text = text[(at + from.Length)..];
        }

        writer.Append(text);
        return true;
    }
}

/// <summary>Which ends a trim works on.</summary>
internal interface ITrimEnds
{
    static abstract bool Start { get; }

    static abstract bool End { get; }
}

internal readonly struct TrimBoth : ITrimEnds
{
    public static bool Start => true;

    public static bool End => true;
}

internal readonly struct TrimStart : ITrimEnds
{
    public static bool Start => true;

    public static bool End => false;
}

internal readonly struct TrimEnd : ITrimEnds
{
    public static bool Start => false;

    public static bool End => true;
}

/// <summary>btrim, ltrim, rtrim(text[, characters]): spaces, or any of the characters given.</summary>
internal readonly struct TrimKernel<TEnds> : ITextKernel
    where TEnds : struct, ITrimEnds
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var characters = arguments.Length > 1 ? arguments[1].GetBytes(row) : " "u8;
        while (TEnds.Start && !text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out _, out var length);
            if (characters.IndexOf(text[..length]) < 0)
            {
                break;
            }

            text = text[length..];
        }

        while (TEnds.End && !text.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(text, out _, out var length);
            if (characters.IndexOf(text[^length..]) < 0)
            {
                break;
            }

            text = text[..^length];
        }

        writer.Append(text);
        return true;
    }
}

/// <summary>character_length(text).</summary>
internal readonly struct CharacterLengthKernel : IValueKernel<int>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out int value)
    {
        value = Utf8Text.CharacterCount(arguments[0].GetBytes(row));
        return true;
    }
}

/// <summary>octet_length(text).</summary>
internal readonly struct OctetLengthKernel : IValueKernel<int>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out int value)
    {
        value = arguments[0].GetBytes(row).Length;
        return true;
    }
}

/// <summary>strpos(text, part): the character, from 1, where it first stands; 0 when it does not.</summary>
internal readonly struct PositionKernel : IValueKernel<int>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out int value)
    {
        var text = arguments[0].GetBytes(row);
        var at = text.IndexOf(arguments[1].GetBytes(row));
        value = at < 0 ? 0 : Utf8Text.CharacterCount(text[..at]) + 1;
        return true;
    }
}

internal readonly struct StartsWithKernel : IValueKernel<bool>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out bool value)
    {
        value = arguments[0].GetBytes(row).StartsWith(arguments[1].GetBytes(row));
        return true;
    }
}

internal readonly struct EndsWithKernel : IValueKernel<bool>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out bool value)
    {
        value = arguments[0].GetBytes(row).EndsWith(arguments[1].GetBytes(row));
        return true;
    }
}

internal readonly struct ContainsKernel : IValueKernel<bool>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out bool value)
    {
        value = arguments[0].GetBytes(row).IndexOf(arguments[1].GetBytes(row)) >= 0;
        return true;
    }
}

/// <summary>Characters of UTF-8 text, counted by their first bytes.</summary>
internal static class Utf8Text
{
    public static int CharacterCount(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
        {
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where the character of that number, from 0, starts; the end when there are fewer.</summary>
    public static int ByteIndex(ReadOnlySpan<byte> text, long character)
    {
        if (character >= text.Length)
        {
            return text.Length;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if ((text[i] & 0xC0) != 0x80 && character-- == 0)
            {
                return i;
            }
        }

        return text.Length;
    }
}
