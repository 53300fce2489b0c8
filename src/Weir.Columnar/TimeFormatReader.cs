using System.Buffers;
using System.Text;

namespace Weir.Columnar;

/// <summary>Reads one text by the parts of a <see cref="TimeFormat"/>; every part must be there, and nothing else.</summary>
internal ref struct TimeFormatReader(ReadOnlySpan<byte> text)
{
    private const int DaysPerWeek = 7;

    private static readonly SearchValues<byte> Spaces = SearchValues.Create(TemporalText.Spaces);

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private ReadOnlySpan<byte> _rest = text.Trim(TemporalText.Spaces);
    private int _year;
    private int _month = 1;
    private int _day = 1;
    private int _dayOfYear;
    private int _weekday = -1;
    private int _hour;
    private int _minute;
    private int _second;
    private int _fraction;
    private int _offset;
    private int _halfDay = -1;
    private long? _count;

    public bool TryRead(TimeFormatPart[] parts, out Int128 nanos)
    {
        nanos = 0;
        foreach (ref readonly var part in parts.AsSpan())
        {
            if (!TryReadPart(part))
            {
                return false;
            }
        }

        return _rest.IsEmpty && TryCombine(out nanos);
    }

    private readonly bool TryCombine(out Int128 nanos)
    {
        if (_count is { } seconds)
        {
            nanos = ((Int128)seconds * TemporalText.NanosPerSecond) + _fraction;
            return true;
        }

        nanos = 0;
        var yearDays = TemporalText.DaysInMonth(_year, 2) + 337;
        if (_dayOfYear > yearDays || _day > TemporalText.DaysInMonth(_year, _month))
        {
            return false;
        }

        var days = _dayOfYear > 0 ? TemporalText.DaysFromCivil(_year, 1, 1) + _dayOfYear - 1 : TemporalText.DaysFromCivil(_year, _month, _day);

        // 1970-01-01 was a Thursday, the fifth day from Sunday.
        var weekday = (((days + 4L) % DaysPerWeek) + DaysPerWeek) % DaysPerWeek;
        if (_weekday >= 0 && _weekday != weekday)
        {
            return false;
        }

        var hour = _halfDay < 0 ? _hour : (_hour % 12) + (_halfDay * 12);
        nanos = ((Int128)((days * 86_400L) + (hour * 3600) + (_minute * 60) + _second - _offset) * TemporalText.NanosPerSecond) + _fraction;
        return true;
    }

    private bool TryReadPart(in TimeFormatPart part)
    {
        switch (part.Letter)
        {
            case "":
                return TrySkip(part.Bytes);
            case "Y":
                return TryReadNumber(4, 4, 0, 9999, out _year);
            case "y":
                // The century as in chrono: 70 is 1970.
                var isYear = TryReadNumber(2, 2, 0, 99, out var year);
                _year = year + (year < 70 ? 2000 : 1900);
                return isYear;
            case "m":
                return TryReadNumber(1, 2, 1, 12, out _month);
            case "d":
                return TryReadNumber(1, 2, 1, 31, out _day);
            case "b":
                return TryReadName(Months, 1, out _month);
            case "a":
                return TryReadName(Weekdays, 0, out _weekday);
            case "j":
                return TryReadNumber(1, 3, 1, 366, out _dayOfYear);
            case "H":
                return TryReadNumber(1, 2, 0, 23, out _hour);
            case "I":
                return TryReadNumber(1, 2, 1, 12, out _hour);
            case "M":
                return TryReadNumber(1, 2, 0, 59, out _minute);
            case "S":
                // A leap second is the first of the next minute, as in other texts.
                return TryReadNumber(1, 2, 0, 60, out _second);
            case "p":
                return TryReadHalfDay();
            case "z":
                return TryReadOffset();
            case "Z":
                return TrySkip("UTC"u8) || TrySkip("GMT"u8) || TrySkip("Z"u8);
            case "s":
                return TryReadCount();
            case ".f":
                return !TrySkip("."u8) || TryReadFraction(CountDigits());
            default:
                return TryReadFraction(part.Letter[0] - '0');
        }
    }

    private bool TryReadNumber(int digitsMin, int digitsMax, int least, int most, out int number)
    {
        number = 0;
        _rest = _rest.TrimStart((byte)' ');
        var digits = Math.Min(CountDigits(), digitsMax);
        for (var i = 0; i < digits; i++)
        {
            number = (number * 10) + _rest[i] - '0';
        }

        _rest = _rest[digits..];
        return digits >= digitsMin && number >= least && number <= most;
    }

    /// <summary>A name, or its first three letters.</summary>
    private bool TryReadName(string[] names, int first, out int number)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var length = StartsWith(names[i]) ? names[i].Length : StartsWith(names[i].AsSpan(0, 3)) ? 3 : 0;
            if (length > 0)
            {
                number = first + i;
                _rest = _rest[length..];
                return true;
            }
        }

        number = 0;
        return false;
    }

    private bool TryReadHalfDay()
    {
        _halfDay = StartsWith("AM") ? 0 : StartsWith("PM") ? 1 : -1;
        _rest = _halfDay < 0 ? _rest : _rest[2..];
        return _halfDay >= 0;
    }

    /// <summary>Z, +hh, +hhmm or +hh:mm.</summary>
    private bool TryReadOffset()
    {
        if (TrySkip("Z"u8))
        {
            return true;
        }

        var isWest = _rest is [(byte)'-', ..];
        if (!isWest && _rest is not [(byte)'+', ..])
        {
            return false;
        }

        _rest = _rest[1..];
        if (!TryReadNumber(2, 2, 0, 23, out var hour))
        {
            return false;
        }

        var minute = 0;
        if ((TrySkip(":"u8) || CountDigits() > 0) && !TryReadNumber(2, 2, 0, 59, out minute))
        {
            return false;
        }

        _offset = ((hour * 3600) + (minute * 60)) * (isWest ? -1 : 1);
        return true;
    }

    private bool TryReadCount()
    {
        var isNegative = TrySkip("-"u8);
        var digits = CountDigits();

        // More would be no time, and could overflow.
        if (digits is 0 or > 18)
        {
            return false;
        }

        var count = 0L;
        foreach (var digit in _rest[..digits])
        {
            count = (count * 10) + digit - '0';
        }

        _rest = _rest[digits..];
        _count = isNegative ? -count : count;
        return true;
    }

    /// <summary>Nine digits count, the tenth rounds.</summary>
    private bool TryReadFraction(int digits)
    {
        if (digits == 0 || CountDigits() < digits)
        {
            return false;
        }

        for (var i = 0; i < 9; i++)
        {
            _fraction = (_fraction * 10) + (i < digits ? _rest[i] - '0' : 0);
        }

        _fraction += digits > 9 && _rest[9] >= '5' ? 1 : 0;
        _rest = _rest[digits..];
        return true;
    }

    /// <summary>The characters, where white space stands for any run of it.</summary>
    private bool TrySkip(ReadOnlySpan<byte> characters)
    {
        while (!characters.IsEmpty)
        {
            var spaces = characters.IndexOfAnyExcept(Spaces);
            spaces = spaces < 0 ? characters.Length : spaces;
            var count = spaces > 0 ? spaces : 1;
            if (spaces > 0)
            {
                var rest = _rest.TrimStart(TemporalText.Spaces);
                if (rest.Length == _rest.Length)
                {
                    return false;
                }

                _rest = rest;
            }
            else if (_rest.IsEmpty || _rest[0] != characters[0])
            {
                return false;
            }
            else
            {
                _rest = _rest[1..];
            }

            characters = characters[count..];
        }

        return true;
    }

    private readonly bool StartsWith(ReadOnlySpan<char> name) =>
        _rest.Length >= name.Length && Ascii.EqualsIgnoreCase(_rest[..name.Length], name);

    private readonly int CountDigits()
    {
        var count = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? _rest.Length : count;
    }
}
