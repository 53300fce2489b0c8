namespace Weir.Checkpoints;

/// <summary>
/// Switches that break one rule of the protocol each. Only the simulator sets them, to show that it would notice.
/// </summary>
internal sealed record ProtocolFaults
{
    public static readonly ProtocolFaults None = new();

    /// <summary>Rule S: resources are released, and rounds go on, before the slot is settled.</summary>
    public bool NoRuleS { get; init; }

    /// <summary>Recovery commits without claiming the settlement of the slot.</summary>
    public bool NoSettlementClaim { get; init; }

    /// <summary>After a commit whose answer was lost the resource is released as if nothing had been lost.</summary>
    public bool NoReinit { get; init; }

    /// <summary>Resource names do not carry the generation.</summary>
    public bool SharedIds { get; init; }

    /// <summary>Older resources are fenced before prepared epochs are committed.</summary>
    public bool FenceFirst { get; init; }

    /// <summary>Sinks commit before the manifest is durable.</summary>
    public bool CommitEarly { get; init; }

    /// <summary>Recovery falls back to an older manifest instead of rolling forward.</summary>
    public bool OldManifest { get; init; }

    /// <summary>No start manifest claims the next slot before fencing.</summary>
    public bool NoStartManifest { get; init; }

    /// <summary>After a failed write the sources go on instead of rewinding.</summary>
    public bool RewindLeftOut { get; init; }

    /// <summary>A dropped round uses up a slot.</summary>
    public bool GapsInSlots { get; init; }

    /// <summary>A rewind rolls back an epoch whose manifest was already attempted.</summary>
    public bool RollbackDecided { get; init; }

    /// <summary>An undone epoch is not rolled back under its own stamp and confirmed.</summary>
    public bool UndoUnconfirmed { get; init; }

    /// <summary>A rewind deletes prepared files, carried rows and all.</summary>
    public bool RewindDeletes { get; init; }

    /// <summary>A carried file is not cut to its carried length.</summary>
    public bool CarryNotCut { get; init; }

    /// <summary>State is captured before what lies before the barrier is processed.</summary>
    public bool CaptureBeforeProcessing { get; init; }

    /// <summary>A source that has a position has its start resolved again.</summary>
    public bool StartResolvedAgain { get; init; }

    /// <summary>Sources acknowledge when the sinks have committed, before the settlement.</summary>
    public bool AcknowledgedBeforeSettled { get; init; }

    /// <summary>The copy is written before the manifest, and believed.</summary>
    public bool CopyBeforeManifest { get; init; }

    /// <summary>Pruning goes by the names of state files older than the running round, not by what manifests name.</summary>
    public bool PruneByName { get; init; }

    /// <summary>A manifest that a start finds is acted on without syncing it again.</summary>
    public bool FoundNotSynced { get; init; }

    /// <summary>The carry of a participant that the script leaves out for a while is left out of manifests too.</summary>
    public bool IdleCarriesForgotten { get; init; }
}
