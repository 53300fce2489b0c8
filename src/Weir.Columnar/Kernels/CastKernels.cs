using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Weir.Columnar.Kernels;

/// <summary>One conversion between fixed-width values; false when the value does not fit.</summary>
internal interface IFixedCast<TFrom, TTo>
{
    static abstract bool TryConvert(TFrom value, out TTo result);
}

internal readonly struct IntegerCast<TFrom, TTo> : IFixedCast<TFrom, TTo>
    where TFrom : INumberBase<TFrom>, IComparisonOperators<TFrom, TFrom, bool>
    where TTo : INumberBase<TTo>, IComparisonOperators<TTo, TTo, bool>
{
    public static bool TryConvert(TFrom value, out TTo result)
    {
        result = TTo.CreateTruncating(value);
        return TFrom.CreateTruncating(result) == value && TFrom.IsNegative(value) == TTo.IsNegative(result);
    }
}

internal readonly struct ToDoubleCast<TFrom> : IFixedCast<TFrom, double>
    where TFrom : INumberBase<TFrom>
{
    public static bool TryConvert(TFrom value, out double result)
    {
        result = double.CreateTruncating(value);
        return true;
    }
}

/// <summary>Towards zero; NaN, infinities and what is out of range do not fit.</summary>
internal readonly struct FromDoubleCast<TTo> : IFixedCast<double, TTo>
    where TTo : INumberBase<TTo>, IMinMaxValue<TTo>
{
    public static bool TryConvert(double value, out TTo result)
    {
        var whole = Math.Truncate(value);

        // The upper bound as a double rounds up to one that does not fit, so it is excluded for 64-bit types.
        var fits = whole >= double.CreateTruncating(TTo.MinValue) && whole < double.CreateTruncating(TTo.MaxValue) + 1.0;
        result = fits ? TTo.CreateTruncating(whole) : TTo.Zero;
        return fits;
    }
}

/// <summary>One conversion from text; false when the text is not such a value.</summary>
internal interface ITextCast<TTo>
{
    static abstract bool TryParse(ReadOnlySpan<byte> text, out TTo result);
}

internal readonly struct ParseNumber<TTo> : ITextCast<TTo>
    where TTo : INumberBase<TTo>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out TTo result) =>
        TTo.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result!);
}

internal readonly struct ParseDouble : ITextCast<double>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out double result)
    {
        if ((Utf8Parser.TryParse(text, out result, out var consumed) && consumed == text.Length) || double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out result))
        {
            // Digits that no double holds are no infinity.
            if (double.IsFinite(result))
            {
                return true;
            }
        }

        double? special = Encoding.UTF8.GetString(text).ToLowerInvariant() switch
        {
            "nan" or "+nan" or "-nan" => double.NaN,
            "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ => null,
        };
        result = special ?? 0;
        return special is not null;
    }
}

internal readonly struct ParseTimestamp : ITextCast<long>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out long result) => TemporalText.TryParseTimestamp(text, out result);
}

internal readonly struct ParseDate : ITextCast<int>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out int result) => TemporalText.TryParseDate(text, out result);
}

/// <summary>One value as text, into a buffer of at least 64 bytes.</summary>
internal interface IFormatCast<TFrom>
{
    static abstract int Format(TFrom value, Span<byte> destination);
}

internal readonly struct FormatNumber<TFrom> : IFormatCast<TFrom>
    where TFrom : IUtf8SpanFormattable
{
    public static int Format(TFrom value, Span<byte> destination)
    {
        value.TryFormat(destination, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }
}

internal readonly struct FormatDouble : IFormatCast<double>
{
    public static int Format(double value, Span<byte> destination) => TemporalText.FormatDouble(value, destination);
}

internal readonly struct FormatTimestamp : IFormatCast<long>
{
    public static int Format(long value, Span<byte> destination) => TemporalText.FormatTimestamp(value, destination);
}

internal readonly struct FormatDate : IFormatCast<int>
{
    public static int Format(int value, Span<byte> destination) => TemporalText.FormatDate(value, destination);
}
