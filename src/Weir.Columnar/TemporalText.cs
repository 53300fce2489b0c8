using System.Globalization;
using System.Text;

namespace Weir.Columnar;

/// <summary>
/// Dates, timestamps, intervals and doubles as text. Dates follow the proleptic Gregorian calendar (ISO 8601). Timestamps are read in the
/// forms of RFC 3339 and of PostgreSQL's ISO input, which docs/sql.md lists, and are UTC without an offset.
/// </summary>
public static class TemporalText
{
    public const long NanosPerSecond = 1_000_000_000;
    public const long NanosPerDay = 86_400 * NanosPerSecond;

    /// <summary>What may stand around a value that is read from text.</summary>
    public static ReadOnlySpan<byte> Spaces => " \t\n\v\f\r"u8;

    /// <summary>Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").</summary>
    public static int DaysFromCivil(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 719468;
    }

    /// <summary>The inverse of <see cref="DaysFromCivil"/>.</summary>
    public static (int Year, int Month, int Day) CivilFromDays(int days)
    {
        var z = days + 719468L;
        var era = (z >= 0 ? z : z - 146096) / 146097;
        var dayOfEra = (int)(z - (era * 146097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = shifted < 10 ? shifted + 3 : shifted - 9;
        return ((int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * shifted) + 2) / 5) + 1);
    }

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Reads a date, or the date of a timestamp's text as it is written; the time and zone behind it must be valid too.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days) => new TemporalReader(text).TryRead(out days, out _, out _);

    /// <summary>Reads a timestamp; false when the text is none, or lies outside the years 1677 to 2262 that 64 bits hold.</summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out long nanos)
    {
        var isTimestamp = TryParseTimestamp(text, out Int128 wide);
        nanos = (long)wide;
        return isTimestamp && wide == nanos;
    }

    /// <summary>Reads a timestamp of any year that a date has; false when the text is none.</summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out Int128 nanos)
    {
        var isTimestamp = new TemporalReader(text).TryRead(out var days, out var secondOfDay, out var fraction);
        nanos = ((Int128)((days * 86_400L) + secondOfDay) * NanosPerSecond) + fraction;
        return isTimestamp;
    }

    /// <summary>
    /// Reads a timestamp, or a whole number of nanoseconds since 1970 as text, for records whose timestamps are numbers and whose numbers may
    /// stand in strings. Eight digits are a date. CAST does not take counts.
    /// </summary>
    public static bool TryParseTimestampOrCount(ReadOnlySpan<byte> text, out Int128 nanos) => TryParseTimestamp(text, out nanos)
        || Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out nanos);

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public static string FormatDate(int days)
    {
        Span<byte> buffer = stackalloc byte[16];
        return Encoding.ASCII.GetString(buffer[..FormatDate(days, buffer)]);
    }

    /// <returns>Bytes written; 10 for years 0 to 9999.</returns>
    public static int FormatDate(int days, Span<byte> destination)
    {
        var (year, month, day) = CivilFromDays(days);
        var position = 0;
        if (year < 0)
        {
            destination[position++] = (byte)'-';
            year = -year;
        }

        var width = year > 9999 ? 7 : 4;
        year.TryFormat(destination[position..], out var written, width == 4 ? "D4" : "D", CultureInfo.InvariantCulture);
        position += written;
        destination[position++] = (byte)'-';
        TwoDigits(destination[position..], month);
        destination[position + 2] = (byte)'-';
        TwoDigits(destination[(position + 3)..], day);
        return position + 5;
    }

    /// <summary><c>YYYY-MM-DDTHH:MM:SS</c> with 3, 6 or 9 fraction digits when there is a fraction.</summary>
    public static string FormatTimestamp(long nanos)
    {
        Span<byte> buffer = stackalloc byte[40];
        return Encoding.ASCII.GetString(buffer[..FormatTimestamp(nanos, buffer)]);
    }

    /// <returns>Bytes written; at most 29 in the years that fit.</returns>
    public static int FormatTimestamp(long nanos, Span<byte> destination)
    {
        var days = Math.DivRem(nanos, NanosPerDay, out var ofDay);
        if (ofDay < 0)
        {
            days--;
            ofDay += NanosPerDay;
        }

        var position = FormatDate((int)days, destination);
        var seconds = (int)(ofDay / NanosPerSecond);
        destination[position] = (byte)'T';
        TwoDigits(destination[(position + 1)..], seconds / 3600);
        destination[position + 3] = (byte)':';
        TwoDigits(destination[(position + 4)..], seconds / 60 % 60);
        destination[position + 6] = (byte)':';
        TwoDigits(destination[(position + 7)..], seconds % 60);
        position += 9;
        var fraction = (int)(ofDay % NanosPerSecond);
        if (fraction == 0)
        {
            return position;
        }

        var (digits, value) = fraction % 1_000_000 == 0 ? (3, fraction / 1_000_000)
            : fraction % 1_000 == 0 ? (6, fraction / 1_000) : (9, fraction);
        destination[position] = (byte)'.';
        for (var i = digits; i > 0; i--)
        {
            destination[position + i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        return position + digits + 1;
    }

    /// <summary>As days, hours, minutes and seconds: <c>1 day 02:00:00.5</c> reads <c>1 days 2 hours 0.5 seconds</c>.</summary>
    public static string FormatInterval(long nanos)
    {
        if (nanos == 0)
        {
            return "0 seconds";
        }

        var parts = new List<string>();
        var rest = (Int128)nanos;
        foreach (var (unit, size) in new[] { ("days", NanosPerDay), ("hours", 3600 * NanosPerSecond), ("minutes", 60 * NanosPerSecond) })
        {
            var (count, remainder) = Int128.DivRem(rest, size);
            rest = remainder;
            if (count != 0)
            {
                parts.Add($"{count} {unit}");
            }
        }

        if (rest != 0)
        {
            parts.Add($"{((decimal)(long)rest / NanosPerSecond).ToString("0.#########", CultureInfo.InvariantCulture)} seconds");
        }

        return string.Join(' ', parts);
    }

    /// <summary>The shortest text that reads back as the same double, always with a point or exponent: <c>3.0</c>.</summary>
    public static string FormatDouble(double value)
    {
        Span<byte> buffer = stackalloc byte[40];
        return Encoding.ASCII.GetString(buffer[..FormatDouble(value, buffer)]);
    }

    /// <returns>Bytes written; at most 32.</returns>
    public static int FormatDouble(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
        if (double.IsFinite(value) && destination[..length].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            ".0"u8.CopyTo(destination[length..]);
            length += 2;
        }

        return length;
    }

    private static void TwoDigits(Span<byte> destination, int value)
    {
        destination[0] = (byte)('0' + (value / 10));
        destination[1] = (byte)('0' + (value % 10));
    }
}
