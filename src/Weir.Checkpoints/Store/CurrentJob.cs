using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>What the pointer of a data directory says, and what lies beside it.</summary>
/// <param name="Job">The current job; null when there is no pointer.</param>
/// <param name="IsThere">The job's folder exists; a pointer is only ever moved to one that does.</param>
/// <param name="Others">Without a pointer: jobs that have records, so that one of them must have been the current one.</param>
public sealed record CurrentJob(JobId? Job, bool IsThere, ImmutableArray<JobId> Others)
{
    /// <summary>What is wrong with the pointer, where it names no job.</summary>
    public string? Damage { get; init; }

    /// <summary>Nothing has run here yet.</summary>
    public static readonly CurrentJob None = new(null, false, []);

    public static CurrentJob Of(JobId job) => new(job, true, []);
}
