using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>Timestamps as records give them: the texts of <see cref="TemporalText"/>, with the reason when one is refused.</summary>
internal static class JsonTime
{
    /// <summary>Nanoseconds since 1970-01-01T00:00:00 UTC; text without an offset is UTC.</summary>
    /// <returns><see cref="BadRecordReason.InvalidText"/>, or <see cref="BadRecordReason.OutOfRange"/> outside the years 1677 to 2262.</returns>
    public static BadRecordReason ParseTimestamp(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        if (!TemporalText.TryParseTimestamp(text, out Int128 value))
        {
            return BadRecordReason.InvalidText;
        }

        if (value < long.MinValue || value > long.MaxValue)
        {
            return BadRecordReason.OutOfRange;
        }

        nanos = (long)value;
        return BadRecordReason.None;
    }
}
