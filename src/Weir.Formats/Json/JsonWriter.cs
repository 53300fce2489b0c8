using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Writes single values as JSON. Every method takes the place to write at and returns the place behind; the caller has made room for the
/// most a value can take, and <see cref="OverwriteBytes"/> more, which vector stores may scribble on.
/// </summary>
internal static unsafe class JsonWriter
{
    /// <summary>Bytes behind what a method returns that it may have overwritten.</summary>
    public const int OverwriteBytes = 64;

    /// <summary>The most a number, timestamp or date takes.</summary>
    public const int ScalarBytesMax = 48;

    private const ulong Zeros = 0x3030303030303030;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Literal(byte* output, ulong letters, int length)
    {
        *(ulong*)output = letters;
        return output + length;
    }

    public static byte* Null(byte* output) => Literal(output, 0x6C6C756E, 4);

    public static byte* Bool(byte* output, bool value) => value ? Literal(output, 0x65757274, 4) : Literal(output, 0x65736C6166, 5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Signed(byte* output, long value)
    {
        if ((ulong)value < 100_000_000)
        {
            return LeadingDigits(output, (uint)value);
        }

        *output = (byte)'-';
        return value < 0 ? Unsigned(output + 1, (ulong)-value) : Unsigned(output, (ulong)value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* Unsigned(byte* output, ulong value)
    {
        if (value < 100_000_000)
        {
            return LeadingDigits(output, (uint)value);
        }

        if (value < 10_000_000_000_000_000)
        {
            var high = value / 100_000_000;
            output = LeadingDigits(output, (uint)high);
            return EightDigits(output, (uint)(value - (high * 100_000_000)));
        }

        var top = value / 10_000_000_000_000_000;
        var rest = value - (top * 10_000_000_000_000_000);
        output = LeadingDigits(output, (uint)top);
        output = EightDigits(output, (uint)(rest / 100_000_000));
        return EightDigits(output, (uint)(rest % 100_000_000));
    }

    /// <summary>The shortest digits that read back as the same double, always with a point or an exponent; null when it is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* Double(byte* output, double value)
    {
        var magnitude = Math.Abs(value);
        if (magnitude is >= 1e-3 and < 1e9 || BitConverter.DoubleToUInt64Bits(value) == 0)
        {
            // With up to 15 digits, "digits / power" is the nearest double of that decimal, so if it gives the value back, the decimal is a
            // round trip; the first power that does is the shortest.
            if (value < 0)
            {
                *output++ = (byte)'-';
            }

            var whole = (ulong)magnitude;
            if (whole == magnitude)
            {
                output = Unsigned(output, whole);
                *(ushort*)output = '.' | ('0' << 8);
                return output + 2;
            }

            var power = 1.0;
            for (var decimals = 1; decimals <= 6; decimals++)
            {
                power *= 10;
                var digits = Math.Round(magnitude * power);
                if (digits / power == magnitude)
                {
                    return Fixed(output, (ulong)digits, decimals);
                }
            }

            value = magnitude;
        }

        return DoubleSlow(output, value);
    }

    /// <summary>An unscaled decimal with exactly <paramref name="scale"/> decimals.</summary>
    public static byte* Decimal(byte* output, Int128 unscaled, int scale)
    {
        if (unscaled < 0)
        {
            *output++ = (byte)'-';
            unscaled = -unscaled;
        }

        if (unscaled <= ulong.MaxValue && scale <= 18)
        {
            return Fixed(output, (ulong)unscaled, scale);
        }

        Span<byte> digits = stackalloc byte[40];
        var start = digits.Length;
        for (var rest = (UInt128)unscaled; rest != 0 || start > digits.Length - scale - 1;)
        {
            (rest, var digit) = UInt128.DivRem(rest, 10);
            digits[--start] = (byte)('0' + (int)digit);
        }

        var whole = digits.Length - start - scale;
        digits.Slice(start, whole).CopyTo(new Span<byte>(output, whole));
        output += whole;
        if (scale > 0)
        {
            *output++ = (byte)'.';
            digits[^scale..].CopyTo(new Span<byte>(output, scale));
        }

        return output + scale;
    }

    /// <summary><c>YYYY-MM-DD</c>; years outside 0–9999 get a sign.</summary>
    public static byte* Date(byte* output, int days)
    {
        // Hinnant's civil_from_days: eras of 400 years that start in March (howardhinnant.github.io/date_algorithms.html).
        var shifted = days + 719468L;
        var era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
        var dayOfEra = (int)(shifted - (era * 146097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        if (year is < 0 or > 9999)
        {
            *output++ = (byte)(year < 0 ? '-' : '+');
            year = Math.Abs(year);
            for (var power = 1_000_000L; power >= 10_000; power /= 10)
            {
                if (year >= power)
                {
                    *output++ = (byte)('0' + (year / power % 10));
                }
            }

            year %= 10_000;
        }

        output = TwoDigits(output, (uint)year / 100);
        output = TwoDigits(output, (uint)year % 100);
        *output++ = (byte)'-';
        output = TwoDigits(output, (uint)month);
        *output++ = (byte)'-';
        return TwoDigits(output, (uint)day);
    }

    /// <summary><c>SS</c> and a fraction of 3, 6 or 9 digits unless it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Seconds(byte* output, ulong nanosOfMinute)
    {
        var seconds = (uint)(nanosOfMinute / TemporalText.NanosPerSecond);
        var nanos = (uint)nanosOfMinute - (seconds * (uint)TemporalText.NanosPerSecond);
        output = TwoDigits(output, seconds);
        if (nanos == 0)
        {
            return output;
        }

        *output++ = (byte)'.';
        var millis = nanos / 1_000_000;
        var belowMillis = nanos - (millis * 1_000_000);
        output = ThreeDigits(output, millis);
        if (belowMillis == 0)
        {
            return output;
        }

        output = ThreeDigits(output, belowMillis / 1000);
        return belowMillis % 1000 == 0 ? output : ThreeDigits(output, belowMillis % 1000);
    }

    /// <summary>A string between quotes; takes up to six bytes for one of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* Text(byte* output, byte* text, int length)
    {
        *output++ = (byte)'"';
        while (true)
        {
            var block = length >= Vector256<byte>.Count || IsReadable(text) ? Vector256.Load(text) : LoadPart(text, length);
            block.Store(output);
            var special = JsonScanner.Quotes(block) | JsonScanner.EscapesAndControls(block);
            if (length <= Vector256<byte>.Count)
            {
                if (((ulong)special & ((1UL << length) - 1)) == 0)
                {
                    output[length] = (byte)'"';
                    return output + length + 1;
                }
            }
            else if (special == 0)
            {
                text += Vector256<byte>.Count;
                output += Vector256<byte>.Count;
                length -= Vector256<byte>.Count;
                continue;
            }

            var plain = BitOperations.TrailingZeroCount(special);
            output = Escape(output + plain, text[plain]);
            text += plain + 1;
            length -= plain + 1;
        }
    }

    /// <summary>Standard base64 with padding (RFC 4648 section 4) between quotes.</summary>
    public static byte* Base64String(byte* output, ReadOnlySpan<byte> bytes)
    {
        *output++ = (byte)'"';
        Base64.EncodeToUtf8(bytes, new Span<byte>(output, Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        output += written;
        *output = (byte)'"';
        return output + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* TwoDigits(byte* output, uint value)
    {
        var tens = value * 103 >> 10;
        *(ushort*)output = (ushort)((tens | ((value - (tens * 10)) << 8)) + 0x3030);
        return output + 2;
    }

    /// <summary>True when 32 bytes from here lie in one page, and so may be read when one of them may.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsReadable(byte* text) => ((nuint)text & 4095) <= 4096 - 32;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<byte> LoadPart(byte* text, int length)
    {
        Vector256<byte> block = default;
        Unsafe.CopyBlockUnaligned(&block, text, (uint)length);
        return block;
    }

    private static byte* Escape(byte* output, byte c)
    {
        var letter = c switch
        {
            (byte)'"' or (byte)'\\' => c,
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            *(ushort*)output = (ushort)('\\' | (letter << 8));
            return output + 2;
        }

        const string hex = "0123456789abcdef";
        *(uint*)output = '\\' | ('u' << 8) | ('0' << 16) | ('0' << 24);
        output[4] = (byte)hex[c >> 4];
        output[5] = (byte)hex[c & 15];
        return output + 6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* ThreeDigits(byte* output, uint value)
    {
        var hundreds = value / 100;
        *output = (byte)('0' + hundreds);
        return TwoDigits(output + 1, value - (hundreds * 100));
    }

    /// <summary>Digits with a point before the last <paramref name="decimals"/> of them, at least one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte* Fixed(byte* output, ulong digits, int decimals)
    {
        if (decimals == 0)
        {
            return Unsigned(output, digits);
        }

        var power = PowersOfTen[decimals];
        var whole = digits / power;
        var fraction = digits - (whole * power);
        output = Unsigned(output, whole);
        *output++ = (byte)'.';
        for (var i = decimals - 1; i >= 0; i--)
        {
            var rest = fraction / 10;
            output[i] = (byte)('0' + (fraction - (rest * 10)));
            fraction = rest;
        }

        return output + decimals;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* DoubleSlow(byte* output, double value)
    {
        if (!double.IsFinite(value))
        {
            return Null(output);
        }

        var target = new Span<byte>(output, ScalarBytesMax);
        value.TryFormat(target, out var written, "R", CultureInfo.InvariantCulture);
        if (target[..written].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            target[written++] = (byte)'.';
            target[written++] = (byte)'0';
        }

        return output + written;
    }

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>
    /// The eight digits of a number below 10^8, one in a byte, the first lowest: halves, quarters and eighths are taken apart side by side
    /// in one word (Khuong, "How to print integers really fast", 2017).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SpreadDigits(uint value)
    {
        var high = value / 10_000;
        ulong halves = high | ((ulong)(value - (high * 10_000)) << 32);
        var hundreds = (halves * 10486 >> 20) & 0x0000_007F_0000_007F;
        var pairs = hundreds | ((halves - (hundreds * 100)) << 16);
        var tens = (pairs * 103 >> 10) & 0x000F_000F_000F_000F;
        return tens | ((pairs - (tens * 10)) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* EightDigits(byte* output, uint value)
    {
        *(ulong*)output = SpreadDigits(value) + Zeros;
        return output + 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* LeadingDigits(byte* output, uint value)
    {
        var digits = SpreadDigits(value);
        var zeros = BitOperations.TrailingZeroCount(digits | (1UL << 56)) >> 3;
        *(ulong*)output = (digits + Zeros) >> (zeros * 8);
        return output + 8 - zeros;
    }
}
