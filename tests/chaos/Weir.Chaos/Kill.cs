namespace Weir.Chaos;

/// <summary>One SIGKILL.</summary>
/// <param name="Fraction">Of the moment's span, from 0 to 1: how long after the moment.</param>
internal readonly record struct Kill(KillMoment Moment, double Fraction)
{
    private static readonly TimeSpan RunningSpan = TimeSpan.FromMilliseconds(40);

    /// <param name="start">How long a start takes here, measured.</param>
    public TimeSpan Delay(TimeSpan start, TimeSpan interval) => Fraction * Moment switch
    {
        KillMoment.Start => start * 1.3,
        KillMoment.Running => RunningSpan,
        _ => interval * 1.4,
    };
}
