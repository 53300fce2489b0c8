namespace Weir.Checkpoints;

/// <summary>What is known about a command that failed.</summary>
public enum FailureOutcome
{
    /// <summary>It did not happen and will not happen.</summary>
    NotDone,

    /// <summary>No answer, or one that does not say: it may have happened, or may happen later.</summary>
    Unknown,
}
