namespace Weir.Runtime;

/// <summary>
/// Delays as timers take them. A timer cuts to whole milliseconds, so it would fire just before a deadline and then, with nothing left of
/// the delay, again and again until it has passed.
/// </summary>
internal static class TimerDelay
{
    // The clock of timers is coarser than the one that deadlines are measured with.
    private const double Coarseness = 4;

    /// <summary>In whole milliseconds, so long that the deadline has passed when the timer fires. Infinite stays infinite.</summary>
    public static TimeSpan RoundUp(TimeSpan delay) =>
        delay == Timeout.InfiniteTimeSpan ? delay : TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds) + Coarseness);
}
