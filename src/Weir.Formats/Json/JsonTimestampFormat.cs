namespace Weir.Formats.Json;

/// <summary>How timestamps and dates are written, and what a number in a timestamp column counts.</summary>
public enum JsonTimestampFormat : byte
{
    /// <summary><c>"2024-03-01T10:00:00.250"</c> and <c>"2024-03-01"</c>; a number that is read counts nanoseconds.</summary>
    Rfc3339,

    /// <summary>Seconds since 1970-01-01 as a whole number, cut toward zero.</summary>
    UnixSeconds,

    /// <summary>The same in milliseconds.</summary>
    UnixMillis,

    /// <summary>The same in microseconds.</summary>
    UnixMicros,
}
