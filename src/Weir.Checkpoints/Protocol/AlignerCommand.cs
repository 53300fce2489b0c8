namespace Weir.Checkpoints;

/// <summary>What a task does next, in the order given and before it reads any input again.</summary>
/// <param name="Kind">What.</param>
/// <param name="Epoch">The round it belongs to.</param>
public readonly record struct AlignerCommand(AlignerCommandKind Kind, Epoch Epoch);

public enum AlignerCommandKind
{
    /// <summary>Process everything that was read before the barrier, to the end.</summary>
    ProcessPending,

    /// <summary>Capture state (a task) or cut (a sink), and report it.</summary>
    Capture,

    /// <summary>Send the barrier on to every output that has not ended.</summary>
    Forward,

    /// <summary>Inputs that were blocked may be read again.</summary>
    Unblock,
}
