using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Connectors;

/// <summary>What a sink is told before its first row.</summary>
public sealed record SinkRecovery
{
    /// <summary>Carries of this subtask: it goes on with the first and names the others in its first descriptors.</summary>
    public ImmutableArray<SinkCarry> Carries { get; init; } = [];

    /// <summary>Every carry of the table, so that no subtask deletes what another goes on with.</summary>
    public ImmutableArray<SinkCarry> Named { get; init; } = [];

    /// <summary>The job has written nothing yet: what stands at the target is somebody else's, unless a carry says otherwise.</summary>
    public bool IsNewJob { get; init; }

    /// <summary>Remove what jobs of this data directory published, and replace files that none of them made (<c>--fresh --overwrite</c>).</summary>
    public bool Overwrite { get; init; }

    /// <summary>The other jobs of this data directory.</summary>
    public ImmutableArray<JobId> OtherJobs { get; init; } = [];
}
