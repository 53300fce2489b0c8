namespace Weir.Simulator;

/// <summary>Every fault, with a seed that it makes fail.</summary>
internal static class FaultCatalog
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("no-rule-s", new() { NoRuleS = true }, 30),
        new("no-settlement-claim", new() { NoSettlementClaim = true }, 1026),
        new("no-reinit", new() { NoReinit = true }, 70),
        new("shared-ids", new() { SharedIds = true }, 150),
        new("fence-first", new() { FenceFirst = true }, 11),
        new("commit-early", new() { CommitEarly = true }, 0),
        new("old-manifest", new() { OldManifest = true }, 11),
        new("no-start-manifest", new() { NoStartManifest = true }, 0),
        new("rewind-left-out", new() { RewindLeftOut = true }, 40),
        new("gaps-in-slots", new() { GapsInSlots = true }, 28),
        new("rollback-decided", new() { RollbackDecided = true }, 170),
        new("undo-unconfirmed", new() { UndoUnconfirmed = true }, 7114),
        new("rewind-deletes", new() { RewindDeletes = true }, 31),
        new("carry-not-cut", new() { CarryNotCut = true }, 5),
        new("capture-before-processing", new() { CaptureBeforeProcessing = true }, 32),
        new("start-resolved-again", new() { StartResolvedAgain = true }, 0),
        new("acknowledged-before-settled", new() { AcknowledgedBeforeSettled = true }, 0),
        new("copy-before-manifest", new() { CopyBeforeManifest = true }, 2351),
        new("prune-by-name", new() { PruneByName = true }, 0),
        new("found-not-synced", new() { FoundNotSynced = true }, 30697),
        new("idle-carries-forgotten", new() { IdleCarriesForgotten = true }, 225),
    ];

    public static Fault? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
