namespace Weir.Checkpoints;

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
