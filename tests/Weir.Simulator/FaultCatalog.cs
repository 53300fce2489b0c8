namespace Weir.Simulator;

/// <summary>Every fault, with a seed that it makes fail.</summary>
internal static class FaultCatalog
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("no-rule-s", new() { NoRuleS = true }, 16),
        new("no-settlement-claim", new() { NoSettlementClaim = true }, 512),
        new("no-reinit", new() { NoReinit = true }, 960),
        new("shared-ids", new() { SharedIds = true }, 55),
        new("fence-first", new() { FenceFirst = true }, 0),
        new("commit-early", new() { CommitEarly = true }, 0),
        new("old-manifest", new() { OldManifest = true }, 0),
        new("no-start-manifest", new() { NoStartManifest = true }, 1),
        new("rewind-left-out", new() { RewindLeftOut = true }, 15),
        new("gaps-in-slots", new() { GapsInSlots = true }, 724),
        new("rollback-decided", new() { RollbackDecided = true }, 0),
        new("undo-unconfirmed", new() { UndoUnconfirmed = true }, 20402),
        new("rewind-deletes", new() { RewindDeletes = true }, 19),
        new("carry-not-cut", new() { CarryNotCut = true }, 1),
        new("capture-before-processing", new() { CaptureBeforeProcessing = true }, 3),
        new("start-resolved-again", new() { StartResolvedAgain = true }, 0),
        new("acknowledged-before-settled", new() { AcknowledgedBeforeSettled = true }, 0),
        new("copy-before-manifest", new() { CopyBeforeManifest = true }, 5328),
        new("prune-by-name", new() { PruneByName = true }, 0),
        new("found-not-synced", new() { FoundNotSynced = true }, 1377),
    ];

    public static Fault? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
