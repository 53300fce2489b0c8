using System.Text;

namespace Weir.Columnar;

/// <summary>
/// Reads a date, or a date with a time and a zone, from its start to its end. The usual shapes of date and time are looked at first, as a
/// whole; the others digit by digit. docs/sql.md lists the forms.
/// </summary>
internal ref struct TemporalReader(ReadOnlySpan<byte> text)
{
    private const int SecondsPerDay = 86_400;

    /// <summary>The last year whose days all fit 32 bits, and PostgreSQL's.</summary>
    private const int YearMax = 5_874_897;

    private ReadOnlySpan<byte> _rest = text;

    /// <param name="days">The date as it is written, whatever zone follows.</param>
    /// <param name="secondOfDay">The time at UTC counted from the written date's midnight: negative, or more than a day, where the zone takes it there.</param>
    /// <param name="nanos">The fraction of the second, up to and with a whole one, which rounding makes.</param>
    public bool TryRead(out int days, out int secondOfDay, out int nanos)
    {
        (days, secondOfDay, nanos) = (0, 0, 0);
        SkipSpaces();
        if (!TryReadDate(out days))
        {
            return false;
        }

        if (!_rest.IsEmpty && (!BeginsTime(out var hasTime) || (hasTime && !TryReadTime(out secondOfDay, out nanos))))
        {
            return false;
        }

        if (_rest.IsEmpty)
        {
            return true;
        }

        SkipSpaces();
        if (!TryReadZone(out var offset))
        {
            return false;
        }

        secondOfDay -= offset;
        SkipSpaces();
        return _rest.IsEmpty;
    }

    private bool TryReadDate(out int days)
    {
        days = 0;
        int year, month, day;
        if (_rest.Length >= 10 && _rest[4] == '-' && _rest[7] == '-' && TwoDigits(8, out day) && TwoDigits(5, out month)
            && TwoDigits(2, out year) && TwoDigits(0, out var century))
        {
            year += century * 100;
            _rest = _rest[10..];
        }
        else if (CountDigits() == 8)
        {
            // YYYYMMDD.
            TryReadNumber(8, out var packed);
            (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
        }
        else if (CountDigits() < 4 || !TryReadNumber(7, out year) || !TrySkip('-') || !TryReadNumber(2, out month) || !TrySkip('-')
            || !TryReadNumber(2, out day))
        {
            return false;
        }

        if (month is < 1 or > 12 || day < 1 || day > TemporalText.DaysInMonth(year, month) || year > YearMax)
        {
            return false;
        }

        days = TemporalText.DaysFromCivil(year, month, day);
        return CountDigits() == 0;
    }

    /// <summary>Skips what stands between a date and its time: spaces, a T, or both.</summary>
    /// <returns>False when neither a time nor a zone can follow.</returns>
    private bool BeginsTime(out bool hasTime)
    {
        SkipSpaces();
        hasTime = TrySkip('T') || TrySkip('t');
        if (hasTime)
        {
            SkipSpaces();
            return true;
        }

        hasTime = CountDigits() > 0;
        return !(_rest is [(byte)'-', ..]) || hasTime;
    }

    private bool TryReadTime(out int secondOfDay, out int nanos)
    {
        (secondOfDay, nanos) = (0, 0);
        int hour, minute, second = 0;
        var hasSeconds = true;
        if (_rest.Length >= 8 && _rest[2] == ':' && _rest[5] == ':' && TwoDigits(0, out hour) && TwoDigits(3, out minute) && TwoDigits(6, out second))
        {
            _rest = _rest[8..];
        }
        else if (CountDigits() is 4 or 6)
        {
            // HHMM and HHMMSS.
            hasSeconds = CountDigits() == 6;
            TryReadNumber(6, out var packed);
            packed = hasSeconds ? packed : packed * 100;
            (hour, minute, second) = (packed / 10_000, packed / 100 % 100, packed % 100);
        }
        else if (!TryReadNumber(2, out hour) || !TrySkip(':') || !TryReadNumber(2, out minute)
            || ((hasSeconds = TrySkip(':')) && !TryReadNumber(2, out second)))
        {
            return false;
        }

        if (_rest is [(byte)'.', ..] && !(hasSeconds && TryReadFraction(out nanos)))
        {
            return false;
        }

        secondOfDay = (hour * 3600) + (minute * 60) + second;

        // 24:00:00 ends the day, and a leap second is the first of the next minute, as in PostgreSQL.
        return minute <= 59 && second <= 60 && (hour <= 23 || (secondOfDay == SecondsPerDay && minute == 0 && nanos == 0));
    }

    /// <summary>Nine digits count, the tenth rounds.</summary>
    private bool TryReadFraction(out int nanos)
    {
        nanos = 0;
        _rest = _rest[1..];
        var digits = CountDigits();
        for (var i = 0; i < 9; i++)
        {
            nanos = (nanos * 10) + (i < digits ? _rest[i] - '0' : 0);
        }

        nanos += digits > 9 && _rest[9] >= '5' ? 1 : 0;
        _rest = _rest[digits..];
        return digits > 0 && CountDigits() == 0;
    }

    private bool TryReadZone(out int seconds)
    {
        seconds = 0;
        if (_rest is [(byte)'Z' or (byte)'z', ..])
        {
            _rest = _rest[1..];
            return true;
        }

        if (_rest.Length >= 3 && (Ascii.EqualsIgnoreCase(_rest[..3], "UTC"u8) || Ascii.EqualsIgnoreCase(_rest[..3], "GMT"u8)))
        {
            _rest = _rest[3..];
            return true;
        }

        var isWest = _rest is [(byte)'-', ..];
        if (!isWest && _rest is not [(byte)'+', ..])
        {
            return _rest.IsEmpty;
        }

        _rest = _rest[1..];
        int minute = 0, second = 0;
        var isPacked = CountDigits() is 3 or 4;
        if (!TryReadNumber(4, out var hour))
        {
            return false;
        }

        if (isPacked)
        {
            // HHMM.
            (hour, minute) = (hour / 100, hour % 100);
        }
        else if (TrySkip(':') && (!TryReadNumber(2, out minute) || (TrySkip(':') && !TryReadNumber(2, out second))))
        {
            return false;
        }

        seconds = ((hour * 3600) + (minute * 60) + second) * (isWest ? -1 : 1);
        return hour <= 23 && minute <= 59 && second <= 59;
    }

    private readonly int CountDigits()
    {
        var count = 0;
        while (count < _rest.Length && char.IsAsciiDigit((char)_rest[count]))
        {
            count++;
        }

        return count;
    }

    private bool TryReadNumber(int digitsMax, out int number)
    {
        number = 0;
        var count = CountDigits();
        if (count == 0 || count > digitsMax)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            number = (number * 10) + _rest[i] - '0';
        }

        _rest = _rest[count..];
        return true;
    }

    private readonly bool TwoDigits(int at, out int number)
    {
        var (tens, ones) = ((uint)_rest[at] - '0', (uint)_rest[at + 1] - '0');
        number = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }

    private bool TrySkip(char wanted)
    {
        var isThere = _rest.Length > 0 && _rest[0] == wanted;
        _rest = isThere ? _rest[1..] : _rest;
        return isThere;
    }

    private void SkipSpaces()
    {
        if (_rest is [<= (byte)' ', ..])
        {
            _rest = _rest.TrimStart(TemporalText.Spaces);
        }
    }
}
