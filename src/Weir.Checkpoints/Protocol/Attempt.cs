namespace Weir.Checkpoints;

/// <summary>A command that is waited for, or that waits to be given again.</summary>
internal sealed class Attempt(Func<CommandId, ProtocolCommand> make, object? subject)
{
    /// <summary>Makes the command anew: every try has an id of its own, so a late answer to an earlier one is known as such.</summary>
    public Func<CommandId, ProtocolCommand> Make { get; } = make;

    /// <summary>What it is about, for the machine that gave it.</summary>
    public object? Subject { get; } = subject;

    public ProtocolCommand Command { get; set; } = null!;

    /// <summary>Tries that failed.</summary>
    public int Failures { get; set; }

    public int DiskFullFailures { get; set; }

    /// <summary>An answer was lost: the effect may have happened, or may happen later.</summary>
    public bool AnswerLost { get; set; }

    /// <summary>When to give it again; null while an answer is awaited.</summary>
    public TimeSpan? Due { get; set; }

    public Failure? LastFailure { get; set; }
}
