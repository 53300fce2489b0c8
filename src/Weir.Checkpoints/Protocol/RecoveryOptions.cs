namespace Weir.Checkpoints;

/// <summary>What a start is told.</summary>
public sealed record RecoveryOptions
{
    /// <summary>What the script declares now.</summary>
    public required ScriptFingerprint Script { get; init; }

    /// <summary>Who takes part now; its sinks say which tables are transactional.</summary>
    public required JobTopology Topology { get; init; }

    /// <summary>Random; of this generation only.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>Random, and the same for every start of a run: used when a new job begins.</summary>
    public required JobId NewJob { get; init; }

    /// <summary><c>--allow-state-drop</c>.</summary>
    public bool AllowStateDrop { get; init; }

    /// <summary>
    /// <c>--accept-lost-rows</c>: when an outsider ended part of a decided epoch while another part is visible, commits what is left
    /// instead of stopping.
    /// </summary>
    public bool AcceptLostRows { get; init; }

    /// <summary>
    /// <c>--fresh</c>: closes the current job and begins a new one. Removing published files (<c>--overwrite</c>) is the file sinks'
    /// business, once the new job recovers them.
    /// </summary>
    public bool Fresh { get; init; }

    /// <summary>With <see cref="Fresh"/>: its sinks replace what earlier jobs wrote. For messages.</summary>
    public bool Overwrites { get; init; }

    /// <summary><c>--from-checkpoint N</c>: closes the current job and begins a new one whose start manifest copies slot N.</summary>
    public Slot? FromCheckpoint { get; init; }

    /// <summary>Delays, limits, and what earlier generations handed over.</summary>
    public CoordinatorOptions Limits { get; init; } = new();

    internal ProtocolFaults Faults => Limits.Faults;
}
