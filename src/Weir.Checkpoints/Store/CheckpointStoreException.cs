namespace Weir.Checkpoints;

/// <summary>An operation of the store failed.</summary>
public sealed class CheckpointStoreException : Exception
{
    public CheckpointStoreException(Failure failure, FailureOutcome outcome, Exception? inner = null)
        : base(Text(failure), inner)
    {
        Failure = failure;
        Outcome = outcome;
    }

    public Failure Failure { get; }

    /// <summary>Whether the operation may have happened, or may happen later.</summary>
    public FailureOutcome Outcome { get; }

    private static string Text(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.ToString();
    }
}
