namespace Weir.Runtime;

/// <summary>
/// Delays as timers take them. A timer cuts to whole milliseconds, so it would fire just before a deadline and then, with nothing left of
/// the delay, again and again until it has passed.
/// </summary>
internal static class TimerDelay
{
    /// <summary>In whole milliseconds, not shorter than asked. Infinite stays infinite.</summary>
    public static TimeSpan RoundUp(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
}
