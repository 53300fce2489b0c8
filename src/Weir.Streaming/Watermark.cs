namespace Weir.Streaming;

/// <summary>A promise that no row with an earlier event time follows.</summary>
/// <param name="Nanos">Event time in nanoseconds since the Unix epoch.</param>
public readonly record struct Watermark(long Nanos)
{
    /// <summary>Nothing is known yet.</summary>
    public static Watermark None => new(long.MinValue);

    /// <summary>The input is idle: it is left out of the minimum until it speaks again.</summary>
    public static Watermark Idle => new(long.MaxValue - 1);

    /// <summary>The end of event time, behind the last row of a bounded input.</summary>
    public static Watermark End => new(long.MaxValue);
}
