using System.Globalization;

namespace Weir.Columnar;

/// <summary>Decimals as text and back, and their powers of ten.</summary>
public static class DecimalText
{
    private static readonly Int128[] PowersOfTen = Powers();

    /// <summary>10 to the power of <paramref name="exponent"/>, 0 to 38.</summary>
    public static Int128 PowerOfTen(int exponent) => PowersOfTen[exponent];

    /// <summary>Digits with exactly <paramref name="scale"/> decimals.</summary>
    public static string Format(Int128 unscaled, int scale)
    {
        Span<byte> buffer = stackalloc byte[64];
        return System.Text.Encoding.ASCII.GetString(buffer[..Format(unscaled, scale, buffer)]);
    }

    /// <returns>Bytes written; at most 42.</returns>
    public static int Format(Int128 unscaled, int scale, Span<byte> destination)
    {
        var negative = unscaled < 0;
        var magnitude = negative ? (UInt128)(-unscaled) : (UInt128)unscaled;
        Span<byte> digits = stackalloc byte[48];
        int length;
        if (magnitude <= ulong.MaxValue)
        {
            ((ulong)magnitude).TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        }
        else
        {
            magnitude.TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        }

        var position = 0;
        if (negative)
        {
            destination[position++] = (byte)'-';
        }

        if (length <= scale)
        {
            destination[position++] = (byte)'0';
        }
        else
        {
            digits[..(length - scale)].CopyTo(destination[position..]);
            position += length - scale;
        }

        if (scale == 0)
        {
            return position;
        }

        destination[position++] = (byte)'.';
        for (var i = length; i < scale; i++)
        {
            destination[position++] = (byte)'0';
        }

        var fraction = digits[Math.Max(0, length - scale)..length];
        fraction.CopyTo(destination[position..]);
        return position + fraction.Length;
    }

    /// <summary>
    /// Reads an optional sign, digits, a fraction and an exponent, rounded half away from zero to <paramref name="scale"/>.
    /// </summary>
    /// <returns>False when the text is not a number or has more than <paramref name="precision"/> digits.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        var position = 0;
        var negative = false;
        if (position < text.Length && text[position] is (byte)'-' or (byte)'+')
        {
            negative = text[position++] == '-';
        }

        var value = Int128.Zero;
        int digits = 0, fraction = 0, significant = 0;
        int? roundingDigit = null;
        var point = false;
        var end = text[position..].IndexOfAny((byte)'e', (byte)'E');
        var mantissaEnd = end < 0 ? text.Length : position + end;
        var exponent = 0;
        if (end >= 0 && (!int.TryParse(text[(mantissaEnd + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            || Math.Abs(exponent) > 1000))
        {
            return false;
        }

        for (; position < mantissaEnd; position++)
        {
            var c = text[position];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiDigit((char)c))
            {
                return false;
            }

            digits++;
            if (point)
            {
                fraction++;
            }

            // Digits past scale + exponent are dropped, the first of them decides the rounding.
            if (point && fraction - exponent > scale)
            {
                roundingDigit ??= c - '0';
                continue;
            }

            if (significant > 0 || c != '0')
            {
                if (++significant > 38)
                {
                    return false;
                }

                value = (value * 10) + (c - '0');
            }
        }

        if (digits == 0)
        {
            return false;
        }

        // What was kept has min(fraction, scale + exponent) decimals; bring it to scale.
        var kept = Math.Min(fraction, Math.Max(0, scale + exponent));
        var shift = scale - kept + exponent;
        if (shift > 0)
        {
            if (value != 0 && (shift > 38 || significant + shift > 38))
            {
                return false;
            }

            value = value == 0 ? 0 : value * PowersOfTen[shift];
        }
        else if (shift < 0)
        {
            if (-shift > 38)
            {
                value = 0;
            }
            else
            {
                value = DivideRounded(value, PowersOfTen[-shift]);
            }

            roundingDigit = null;
        }

        if (roundingDigit >= 5)
        {
            value++;
        }

        unscaled = negative ? -value : value;
        return value < PowersOfTen[precision];
    }

    /// <summary>Division with halves rounded away from zero.</summary>
    public static Int128 DivideRounded(Int128 value, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(value, divisor);
        var twice = Int128.Abs(remainder) >= Int128.Abs(divisor) - Int128.Abs(remainder);
        return twice && remainder != 0 ? quotient + ((value < 0) == (divisor < 0) ? 1 : -1) : quotient;
    }

    /// <summary>The double nearest to a decimal.</summary>
    public static double ToDouble(Int128 unscaled, int scale)
    {
        // A quotient of two exact doubles is rounded once; the rest is read from its digits.
        const int ExactPowerMax = 22;
        if (scale <= ExactPowerMax && Int128.Abs(unscaled) <= 1L << 53)
        {
            return (double)(long)unscaled / (double)PowersOfTen[scale];
        }

        Span<byte> text = stackalloc byte[64];
        return double.Parse(text[..Format(unscaled, scale, text)], CultureInfo.InvariantCulture);
    }

    /// <summary>The decimal of the digits that a double is written with, the shortest that read back the same: 1.005 is 1.005.</summary>
    /// <returns>False for NaN, infinities, and what has more than <paramref name="precision"/> digits.</returns>
    public static bool TryFromDouble(double value, int precision, int scale, out Int128 unscaled)
    {
        // Scaling rounds; that matters only near the middle between two results.
        var scaled = value * (double)PowersOfTen[scale];
        var fraction = Math.Abs(scaled - Math.Floor(scaled) - 0.5);
        if (Math.Abs(scaled) < 1L << 45 && fraction > 0.25)
        {
            unscaled = (long)Math.Round(scaled);
            return Int128.Abs(unscaled) < PowersOfTen[precision];
        }

        Span<byte> text = stackalloc byte[32];
        return TryParse(text[..TemporalText.FormatDouble(value, text)], precision, scale, out unscaled);
    }

    private static Int128[] Powers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
