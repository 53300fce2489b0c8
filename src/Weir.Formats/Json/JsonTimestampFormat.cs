namespace Weir.Formats.Json;

/// <summary>How timestamps and dates are written.</summary>
public enum JsonTimestampFormat : byte
{
    /// <summary><c>"2024-03-01T10:00:00.250"</c> and <c>"2024-03-01"</c>.</summary>
    Rfc3339,

    /// <summary>Milliseconds since 1970-01-01 as a whole number, cut toward zero.</summary>
    UnixMillis,
}
