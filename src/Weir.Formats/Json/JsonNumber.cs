using System.Globalization;

namespace Weir.Formats.Json;

/// <summary>A decimal number as written, and its exact conversions. Shared by the reference decoder and the rare forms of the fast one.</summary>
/// <remarks>
/// A number in a string may have a sign <c>+</c> and leading zeros, which JSON itself does not allow; a point still needs digits on both
/// sides. "NaN" and "Infinity" are not numbers; a column of doubles takes them as texts.
/// </remarks>
internal readonly ref struct JsonNumber
{
    /// <summary>Beyond any record's length, so that a cut exponent changes no result.</summary>
    private const long ExponentMax = 1_000_000_000;

    private readonly ReadOnlySpan<byte> _integer;
    private readonly ReadOnlySpan<byte> _fraction;
    private readonly bool _isNegative;
    private readonly long _exponent;

    private JsonNumber(ReadOnlySpan<byte> integer, ReadOnlySpan<byte> fraction, bool isNegative, long exponent)
    {
        _integer = integer;
        _fraction = fraction;
        _isNegative = isNegative;
        _exponent = exponent;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        var isNegative = text.StartsWith((byte)'-');
        if (isNegative || text.StartsWith((byte)'+'))
        {
            text = text[1..];
        }

        var integer = TakeDigits(text, out text);
        var fraction = ReadOnlySpan<byte>.Empty;
        if (integer.IsEmpty)
        {
            return false;
        }

        if (text.StartsWith((byte)'.'))
        {
            text = text[1..];
            fraction = TakeDigits(text, out text);
            if (fraction.IsEmpty)
            {
                return false;
            }
        }

        var exponent = 0L;
        if (!text.IsEmpty && (text[0] | 0x20) == 'e')
        {
            text = text[1..];
            var isSmall = text.StartsWith((byte)'-');
            if (isSmall || text.StartsWith((byte)'+'))
            {
                text = text[1..];
            }

            var digits = TakeDigits(text, out text);
            if (digits.IsEmpty)
            {
                return false;
            }

            foreach (var digit in digits)
            {
                exponent = Math.Min(ExponentMax, (exponent * 10) + digit - '0');
            }

            exponent = isSmall ? -exponent : exponent;
        }

        number = new JsonNumber(integer, fraction, isNegative, exponent);
        return text.IsEmpty;
    }

    /// <summary>The number times a power of ten.</summary>
    public JsonNumber Shifted(int digits) => new(_integer, _fraction, _isNegative, _exponent + digits);

    /// <summary>The whole part, cut toward zero; false when it lies outside the bounds.</summary>
    public bool TryToInteger(Int128 minimum, Int128 maximum, out Int128 value)
    {
        if (!TryShift(_integer.Length + _exponent, out value))
        {
            return false;
        }

        value = _isNegative ? -value : value;
        return value >= minimum && value <= maximum;
    }

    /// <summary>The unscaled integer of DECIMAL(precision, scale), rounded half away from zero; false when it has more digits.</summary>
    public bool TryToDecimal(int precision, int scale, out Int128 unscaled)
    {
        var point = _integer.Length + _exponent + scale;
        if (!TryShift(point, out unscaled))
        {
            return false;
        }

        unscaled += DigitAt(point) >= 5 ? 1 : 0;
        if (unscaled >= PowerOfTen(precision))
        {
            return false;
        }

        unscaled = _isNegative ? -unscaled : unscaled;
        return true;
    }

    /// <summary>The nearest double; false when it would be infinite.</summary>
    /// <param name="text">Of a number that <see cref="TryParse"/> took.</param>
    public static bool TryToDouble(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static ReadOnlySpan<byte> TakeDigits(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? text.Length : length;
        rest = text[length..];
        return text[..length];
    }

    private int DigitAt(long index)
    {
        if (index < 0 || index >= _integer.Length + _fraction.Length)
        {
            return 0;
        }

        return (index < _integer.Length ? _integer[(int)index] : _fraction[(int)index - _integer.Length]) - '0';
    }

    /// <summary>The first <paramref name="count"/> digits as an integer, zeros behind the last written one; false from 10^38 on.</summary>
    private bool TryShift(long count, out Int128 value)
    {
        var limit = PowerOfTen(37);
        value = 0;
        for (var i = 0L; i < count; i++)
        {
            if (value == 0 && i >= _integer.Length + _fraction.Length)
            {
                return true;
            }

            if (value >= limit)
            {
                return false;
            }

            value = (value * 10) + DigitAt(i);
        }

        return true;
    }
}
