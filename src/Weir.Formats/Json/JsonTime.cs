namespace Weir.Formats.Json;

/// <summary>
/// Texts of timestamps and dates in plain code: <c>YYYY-MM-DD</c>, then optionally <c>T</c>, <c>t</c> or a space, <c>HH:MM:SS</c> or
/// <c>HHMMSS</c>, a fraction of one to nine digits, and <c>Z</c>, <c>z</c> or an offset (<c>+02</c>, <c>+0200</c>, <c>+02:00</c>).
/// </summary>
internal static class JsonTime
{
    public const long NanosPerSecond = 1_000_000_000;
    public const long NanosPerDay = 86_400 * NanosPerSecond;

    /// <summary>Days since 1970-01-01 of exactly <c>YYYY-MM-DD</c>.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day)
            || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
        {
            return false;
        }

        days = DaysOf(year, month, day);
        return true;
    }

    /// <summary>Nanoseconds since 1970-01-01T00:00:00 UTC; text without an offset is UTC.</summary>
    /// <returns><see cref="BadRecordReason.InvalidText"/>, or <see cref="BadRecordReason.OutOfRange"/> outside the years 1677 to 2262.</returns>
    public static BadRecordReason ParseTimestamp(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        if (text.Length < 10 || !TryParseDate(text[..10], out var days))
        {
            return BadRecordReason.InvalidText;
        }

        var value = (Int128)days * NanosPerDay;
        text = text[10..];
        if (!text.IsEmpty)
        {
            if (!TryParseTime(text, out var timeNanos))
            {
                return BadRecordReason.InvalidText;
            }

            value += timeNanos;
        }

        if (value < long.MinValue || value > long.MaxValue)
        {
            return BadRecordReason.OutOfRange;
        }

        nanos = (long)value;
        return BadRecordReason.None;
    }

    /// <summary>Days since 1970-01-01 in the proleptic Gregorian calendar, for the years 0 to 9999.</summary>
    public static int DaysOf(int year, int month, int day)
    {
        // Years start in March, so that the leap day is the last of its year; 719468 days lie between 0000-03-01 and 1970-01-01.
        var shiftedYear = month > 2 ? year : year - 1;
        var monthsSinceMarch = month > 2 ? month - 3 : month + 9;
        var leapDays = FloorDivide(shiftedYear, 4) - FloorDivide(shiftedYear, 100) + FloorDivide(shiftedYear, 400);
        return (shiftedYear * 365) + leapDays + (((153 * monthsSinceMarch) + 2) / 5) + day - 1 - 719468;
    }

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static int FloorDivide(int value, int divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);

    /// <summary>Separator, time, fraction and offset: nanoseconds since midnight UTC, which an offset may make negative.</summary>
    private static bool TryParseTime(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' '))
        {
            return false;
        }

        text = text[1..];
        var hasColons = text.Length >= 3 && text[2] == ':';
        var width = hasColons ? 8 : 6;
        if (text.Length < width || (hasColons && text[5] != ':'))
        {
            return false;
        }

        if (!Digits(text[..2], out var hour) || !Digits(text.Slice(hasColons ? 3 : 2, 2), out var minute)
            || !Digits(text.Slice(width - 2, 2), out var second) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        nanos = ((hour * 3600L) + (minute * 60) + second) * NanosPerSecond;
        text = text[width..];
        if (text.StartsWith((byte)'.'))
        {
            var length = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            length = length < 0 ? text.Length - 1 : length;
            if (length is < 1 or > 9)
            {
                return false;
            }

            Digits(text.Slice(1, length), out var fraction);
            nanos += fraction * (long)JsonNumber.PowerOfTen(9 - length);
            text = text[(length + 1)..];
        }

        if (text.IsEmpty || (text.Length == 1 && (text[0] | 0x20) == 'z'))
        {
            return true;
        }

        if (!TryParseOffset(text, out var offsetSeconds))
        {
            return false;
        }

        nanos -= offsetSeconds * NanosPerSecond;
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':'))
        {
            return false;
        }

        var minutes = 0;
        if (!Digits(text.Slice(1, 2), out var hours) || (text.Length > 3 && !Digits(text[^2..], out minutes)) || hours > 23 || minutes > 59)
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * 60;
        seconds = text[0] == '-' ? -seconds : seconds;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
