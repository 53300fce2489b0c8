using System.Globalization;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Timestamps as records give them: the texts of <see cref="TemporalText"/>, and numbers of a unit, with the reason when one is refused. Of
/// numbers that nobody gave a unit the first that looks like another than nanoseconds is kept, for a warning.
/// </summary>
internal sealed class JsonTime(JsonTimestampFormat format)
{
    /// <summary>From here on a number of nanoseconds lies behind March 1973.</summary>
    private const ulong NanosLikely = 100_000_000_000_000_000;

    /// <summary>From here on a number of seconds lies behind March 1973.</summary>
    private const ulong SecondsLikely = 100_000_000;

    private long _odd;
    private int _oddColumn = format == JsonTimestampFormat.Rfc3339 ? -1 : int.MinValue;

    /// <summary>How many digits a nanosecond is below the unit of numbers.</summary>
    public int Digits { get; } = DigitsOf(format);

    public static int DigitsOf(JsonTimestampFormat format) => format switch
    {
        JsonTimestampFormat.UnixSeconds => 9,
        JsonTimestampFormat.UnixMillis => 6,
        JsonTimestampFormat.UnixMicros => 3,
        _ => 0,
    };

    /// <summary>Nanoseconds since 1970-01-01T00:00:00 UTC; text without an offset is UTC, and text that is a number counts like one.</summary>
    /// <returns><see cref="BadRecordReason.InvalidText"/>, or <see cref="BadRecordReason.OutOfRange"/> outside the years 1677 to 2262.</returns>
    public BadRecordReason Parse(ReadOnlySpan<byte> text, int column, out long nanos)
    {
        nanos = 0;
        if (!TemporalText.TryParseTimestamp(text, out Int128 value))
        {
            return ParseNumber(text, column, out nanos);
        }

        if (value < long.MinValue || value > long.MaxValue)
        {
            return BadRecordReason.OutOfRange;
        }

        nanos = (long)value;
        return BadRecordReason.None;
    }

    /// <summary>A number, written as one or in a string.</summary>
    public BadRecordReason ParseNumber(ReadOnlySpan<byte> text, int column, out long nanos)
    {
        nanos = 0;
        if (!JsonNumber.TryParse(text, out var number))
        {
            return BadRecordReason.InvalidText;
        }

        if (!number.Shifted(Digits).TryToInteger(long.MinValue, long.MaxValue, out var whole))
        {
            return BadRecordReason.OutOfRange;
        }

        nanos = (long)whole;
        Note(column, nanos);
        return BadRecordReason.None;
    }

    /// <summary>Looks at a number that was taken for nanoseconds.</summary>
    public void Note(int column, long value)
    {
        if (_oddColumn == -1 && Magnitude(value) is >= SecondsLikely and < NanosLikely)
        {
            (_odd, _oddColumn) = (value, column);
        }
    }

    /// <summary>The warning about the first odd number; once.</summary>
    public DecoderNotice? TakeNotice(Schema schema)
    {
        if (_oddColumn < 0)
        {
            return null;
        }

        var name = schema[_oddColumn].Name;
        _oddColumn = int.MinValue;
        var (unit, option) = Magnitude(_odd) switch
        {
            < 100_000_000_000 => ("seconds", "unix_seconds"),
            < 100_000_000_000_000 => ("milliseconds", "unix_millis"),
            _ => ("microseconds", "unix_micros"),
        };
        return new DecoderNotice(
            $"column \"{name}\": the number {_odd.ToString(CultureInfo.InvariantCulture)} is read as nanoseconds, {TemporalText.FormatTimestamp(_odd)}; it looks like {unit}",
            $"write 'json.timestamp_format' = '{option}', or declare the column BIGINT and use to_timestamp_{option["unix_".Length..]}(\"{name}\")");
    }

    private static ulong Magnitude(long value) => value < 0 ? 0 - (ulong)value : (ulong)value;
}
