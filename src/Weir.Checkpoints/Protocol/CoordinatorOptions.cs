namespace Weir.Checkpoints;

/// <summary>Limits of rounds. All durations run on the monotonic time that the machine is handed.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>From the start of one round to the asking for the next, which waits until the first has ended.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the start of a round until every capture and cut; doubled with each drop in a row.</summary>
    public TimeSpan AlignLimit { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan AlignLimitMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Drops in a row that make the pipeline degraded.</summary>
    public int DropsUntilDegraded { get; init; } = 3;

    /// <summary>First delay before a transient failure is tried again; doubled up to <see cref="BackoffMax"/>.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Delay before the first rewind's next start; doubled with each rewind in a row up to <see cref="RewindBackoffMax"/>.</summary>
    public TimeSpan RewindBackoff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan RewindBackoffMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A stop takes no longer than this in all: the last round, then the end of the tasks.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The part of <see cref="StopLimit"/> that is left to the end of the tasks when the last round does not come through.</summary>
    public TimeSpan StopEndLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What has not ended after this ends the process.</summary>
    public TimeSpan EndLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries of a write that finds the disk full, the first included.</summary>
    public int DiskFullTries { get; init; } = 3;

    /// <summary>Settled slots that stay in the store; never fewer than 2.</summary>
    public int SlotsKept { get; init; } = 3;

    /// <summary>What earlier generations of this run handed over.</summary>
    public RestartHistory History { get; init; }

    /// <summary>Set by the simulator only.</summary>
    internal ProtocolFaults Faults { get; init; } = ProtocolFaults.None;
}
