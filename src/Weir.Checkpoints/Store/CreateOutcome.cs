namespace Weir.Checkpoints;

public enum CreateOutcome
{
    Created,

    /// <summary>The record found is our own earlier try, and durable: a success.</summary>
    AlreadyOurs,

    /// <summary>The record found is another owner's.</summary>
    Taken,
}
