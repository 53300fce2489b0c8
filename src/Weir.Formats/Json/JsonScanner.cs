using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Weir.Formats.Json;

/// <summary>
/// Walks over well-formed JSON in memory that ends with a newline and 64 readable bytes behind it. Every method returns the place behind
/// what it read, or null when that is not well-formed (or nested too deep). UTF-8 is checked by the caller.
/// </summary>
/// <remarks>
/// No bounds are checked: a newline is not part of any token, so nothing is read past the last one. When newlines count as whitespace
/// (messages), the byte behind the last one must not be whitespace.
/// </remarks>
internal unsafe struct JsonScanner
{
    /// <summary>True in messages; in lines a newline ends the record.</summary>
    public bool NewlineIsSpace;

    /// <summary>Set when whitespace was skipped.</summary>
    public bool SawSpace;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* SkipSpace(byte* position) => *position > ' ' ? position : SkipSpaceSlow(position);

    /// <param name="position">Behind the opening quote.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* SkipString(byte* position)
    {
        while (true)
        {
            var length = PlainLength(Vector256.Load(position));
            position += length;
            if (length == Vector256<byte>.Count)
            {
                continue;
            }

            if (*position == '"')
            {
                return position + 1;
            }

            if (*position != '\\' || (position = ReadEscape(position, out _)) == null)
            {
                return null;
            }
        }
    }

    /// <summary>One bit for each byte that is a quote. The compiler's own choice here, mask registers, takes longer to get to a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Quotes(Vector256<byte> block) => Avx2.IsSupported
        ? (uint)Avx2.MoveMask(Avx2.CompareEqual(block, Vector256.Create((byte)'"')))
        : Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits();

    /// <summary>One bit for each byte that is a backslash or a control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint EscapesAndControls(Vector256<byte> block) => Avx2.IsSupported
        ? (uint)Avx2.MoveMask(Avx2.Or(
            Avx2.CompareEqual(block, Vector256.Create((byte)'\\')),
            Avx2.CompareEqual(block, Avx2.Min(block, Vector256.Create((byte)0x1F)))))
        : (Vector256.Equals(block, Vector256.Create((byte)'\\')) | Vector256.LessThan(block, Vector256.Create((byte)0x20))).ExtractMostSignificantBits();

    /// <summary>How many bytes of a block come before the first quote, backslash or control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlainLength(Vector256<byte> block)
    {
        return BitOperations.TrailingZeroCount(Quotes(block) | EscapesAndControls(block));
    }

    /// <param name="position">At the first byte of the number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* SkipNumber(byte* position)
    {
        if (*position == '-')
        {
            position++;
        }

        if (*position == '0')
        {
            position++;
        }
        else if ((position = SkipDigits(position)) == null)
        {
            return null;
        }

        if (*position == '.' && (position = SkipDigits(position + 1)) == null)
        {
            return null;
        }

        if ((*position | 0x20) == 'e')
        {
            position++;
            if (*position is (byte)'+' or (byte)'-')
            {
                position++;
            }

            return SkipDigits(position);
        }

        return position;
    }

    /// <summary>Any value; null also when it nests deeper than <see cref="FormatCatalog.NestingMax"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte* SkipValue(byte* position)
    {
        // One bit a level, set for objects.
        var depth = 0;
        var objects = 0UL;
        while (true)
        {
            switch (*position)
            {
                case (byte)'"':
                    position = SkipString(position + 1);
                    break;
                case (byte)'{' or (byte)'[':
                    var isObject = *position == '{';
                    if (depth == FormatCatalog.NestingMax)
                    {
                        return null;
                    }

                    position = SkipSpace(position + 1);
                    if (*position == (isObject ? '}' : ']'))
                    {
                        position++;
                        break;
                    }

                    depth++;
                    objects = (objects << 1) | (isObject ? 1UL : 0);
                    if (isObject && (position = SkipKey(position)) == null)
                    {
                        return null;
                    }

                    continue;
                case (byte)'t':
                    position = *(uint*)position == 0x65757274 ? position + 4 : null;
                    break;
                case (byte)'f':
                    position = *(uint*)(position + 1) == 0x65736C61 ? position + 5 : null;
                    break;
                case (byte)'n':
                    position = *(uint*)position == 0x6C6C756E ? position + 4 : null;
                    break;
                default:
                    position = SkipNumber(position);
                    break;
            }

            // Behind a value: close what ends here, then go on to the next value of what does not.
            while (true)
            {
                if (position == null || depth == 0)
                {
                    return position;
                }

                position = SkipSpace(position);
                if (*position == ',')
                {
                    position = SkipSpace(position + 1);
                    if ((objects & 1) != 0 && (position = SkipKey(position)) == null)
                    {
                        return null;
                    }

                    break;
                }

                if (*position != ((objects & 1) != 0 ? '}' : ']'))
                {
                    return null;
                }

                position++;
                depth--;
                objects >>= 1;
            }
        }
    }

    /// <summary>Copies a string and replaces its escapes.</summary>
    /// <param name="position">Behind the opening quote.</param>
    /// <param name="output">Moves behind the copy; 64 bytes more than the text may be written to.</param>
    /// <param name="limit">Where <paramref name="output"/> must not be beyond to go on.</param>
    /// <param name="end">Behind the closing quote, or null; only set when the result is null.</param>
    /// <returns>Where to go on once there is more room; null when the string is done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* CopyString(byte* position, ref byte* output, byte* limit, out byte* end)
    {
        var target = output;
        end = null;
        while (target <= limit)
        {
            var block = Vector256.Load(position);
            block.Store(target);
            var length = PlainLength(block);
            position += length;
            target += length;
            if (length == Vector256<byte>.Count)
            {
                continue;
            }

            if (*position != '\\')
            {
                end = *position == '"' ? position + 1 : null;
                output = target;
                return null;
            }

            var letter = SimpleEscape(position[1]);
            if (letter != 0)
            {
                *target++ = letter;
                position += 2;
                continue;
            }

            position = ReadEscape(position, out var rune);
            if (position == null)
            {
                output = target;
                return null;
            }

            target = WriteRune(target, rune);
        }

        output = target;
        return position;
    }

    /// <summary>Copies a well-formed value without the whitespace between its tokens; onto itself too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* Compact(byte* position, byte* end, byte* output)
    {
        while (position < end)
        {
            var c = *position++;
            if (c <= ' ')
            {
                continue;
            }

            *output++ = c;
            if (c == '"')
            {
                var start = position;
                position = SkipString(position);
                Buffer.MemoryCopy(start, output, position - start, position - start);
                output += position - start;
            }
        }

        return output;
    }

    /// <summary>One escape; a surrogate pair counts as one, a lone surrogate is an error.</summary>
    /// <param name="position">At the backslash.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* ReadEscape(byte* position, out uint rune)
    {
        rune = SimpleEscape(position[1]);
        if (rune != 0)
        {
            return position + 2;
        }

        if (position[1] != 'u' || !ReadHex(position + 2, out rune))
        {
            return null;
        }

        if ((rune & 0xF800) != 0xD800)
        {
            return position + 6;
        }

        if (rune > 0xDBFF || position[6] != '\\' || position[7] != 'u' || !ReadHex(position + 8, out var low) || (low & 0xFC00) != 0xDC00)
        {
            return null;
        }

        rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
        return position + 12;
    }

    /// <summary>The byte that a backslash and this letter stand for; 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte SimpleEscape(byte letter)
    {
        // Letters at 32 (a quote) to 127; each of the others is no escape.
        var index = (uint)letter - 32;
        return index < 96 ? Unsafe.Add(ref MemoryMarshal.GetReference(SimpleEscapes), (nint)index) : (byte)0;
    }

    private static ReadOnlySpan<byte> SimpleEscapes =>
    [
        0, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'/',
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'\\', 0, 0, 0,
        0, 0, (byte)'\b', 0, 0, 0, (byte)'\f', 0, 0, 0, 0, 0, 0, 0, (byte)'\n', 0,
        0, 0, (byte)'\r', 0, (byte)'\t', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ReadHex(byte* position, out uint value)
    {
        var (first, second, third, fourth) = (HexValue(position[0]), HexValue(position[1]), HexValue(position[2]), HexValue(position[3]));
        value = (first << 12) | (second << 8) | (third << 4) | fourth;
        return (first | second | third | fourth) <= 15;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HexValue(byte c)
    {
        var digit = (uint)c - '0';
        var letter = (uint)(c | 0x20) - 'a';
        return digit <= 9 ? digit : letter <= 5 ? letter + 10 : 255;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte* WriteRune(byte* output, uint rune)
    {
        if (rune < 0x80)
        {
            *output = (byte)rune;
            return output + 1;
        }

        if (rune < 0x800)
        {
            output[0] = (byte)(0xC0 | (rune >> 6));
            output[1] = (byte)(0x80 | (rune & 63));
            return output + 2;
        }

        if (rune < 0x10000)
        {
            output[0] = (byte)(0xE0 | (rune >> 12));
            output[1] = (byte)(0x80 | ((rune >> 6) & 63));
            output[2] = (byte)(0x80 | (rune & 63));
            return output + 3;
        }

        output[0] = (byte)(0xF0 | (rune >> 18));
        output[1] = (byte)(0x80 | ((rune >> 12) & 63));
        output[2] = (byte)(0x80 | ((rune >> 6) & 63));
        output[3] = (byte)(0x80 | (rune & 63));
        return output + 4;
    }

    private static byte* SkipDigits(byte* position)
    {
        var start = position;
        while ((uint)(*position - '0') <= 9)
        {
            position++;
        }

        return position == start ? null : position;
    }

    /// <summary>A key, its colon and the whitespace around it.</summary>
    private byte* SkipKey(byte* position)
    {
        if (*position != '"' || (position = SkipString(position + 1)) == null)
        {
            return null;
        }

        position = SkipSpace(position);
        return *position == ':' ? SkipSpace(position + 1) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* SkipSpaceSlow(byte* position)
    {
        while (*position is (byte)' ' or (byte)'\t' or (byte)'\r' || (*position == '\n' && NewlineIsSpace))
        {
            SawSpace = true;
            position++;
        }

        return position;
    }
}
