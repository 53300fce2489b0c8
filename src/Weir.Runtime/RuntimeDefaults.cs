namespace Weir.Runtime;

/// <summary>What the runtime holds and waits for where nobody says otherwise.</summary>
internal static class RuntimeDefaults
{
    /// <summary>Time between two checkpoints: what a crash has to read again, against two syncs of the disk each.</summary>
    public static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of batches in one queue between tasks; then whoever fills it waits.</summary>
    public const long QueueBytes = 1 << 20;

    /// <summary>Rows wait so long for others before they go on in a batch that is not full.</summary>
    public static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(10);

    /// <summary>A source that has nothing and cannot wake its task is asked again after so long.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// A task that always has something to do lets others have its thread after so long, or after <see cref="StepsBetweenYields"/>: four
    /// busy sources on two cores kept everything else on the pool waiting for seconds.
    /// </summary>
    public static readonly TimeSpan YieldAfter = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc cref="YieldAfter"/>
    public const int StepsBetweenYields = 64;

    /// <summary>The first pause behind a read that failed; each further one doubles it.</summary>
    public static readonly TimeSpan RetryFirst = TimeSpan.FromMilliseconds(100);

    /// <summary>No pause is longer.</summary>
    public static readonly TimeSpan RetryLongest = TimeSpan.FromSeconds(10);

    /// <summary>Dead letters of one table, all segments together; then the pipeline stops rather than drop.</summary>
    public const long DeadLetterBytes = 1L << 30;

    /// <summary>A segment of dead letters that has so many bytes is full.</summary>
    public const long DeadLetterSegmentBytes = 64L << 20;

    /// <summary>Dead letters that wait for their write.</summary>
    public const int DeadLetterBufferBytes = 1 << 20;
}
