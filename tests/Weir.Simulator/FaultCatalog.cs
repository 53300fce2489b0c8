namespace Weir.Simulator;

/// <summary>Every fault, with a seed that it makes fail.</summary>
internal static class FaultCatalog
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("no-rule-s", new() { NoRuleS = true }, -1),
        new("no-settlement-claim", new() { NoSettlementClaim = true }, -1),
        new("no-reinit", new() { NoReinit = true }, -1),
        new("shared-ids", new() { SharedIds = true }, -1),
        new("fence-first", new() { FenceFirst = true }, -1),
        new("commit-early", new() { CommitEarly = true }, -1),
        new("old-manifest", new() { OldManifest = true }, -1),
        new("no-start-manifest", new() { NoStartManifest = true }, -1),
        new("rewind-left-out", new() { RewindLeftOut = true }, -1),
        new("gaps-in-slots", new() { GapsInSlots = true }, -1),
        new("rollback-decided", new() { RollbackDecided = true }, -1),
        new("undo-unconfirmed", new() { UndoUnconfirmed = true }, -1),
        new("rewind-deletes", new() { RewindDeletes = true }, -1),
        new("carry-not-cut", new() { CarryNotCut = true }, -1),
        new("capture-before-processing", new() { CaptureBeforeProcessing = true }, -1),
        new("start-resolved-again", new() { StartResolvedAgain = true }, -1),
        new("acknowledged-before-settled", new() { AcknowledgedBeforeSettled = true }, -1),
        new("copy-before-manifest", new() { CopyBeforeManifest = true }, -1),
        new("prune-by-name", new() { PruneByName = true }, -1),
        new("found-not-synced", new() { FoundNotSynced = true }, -1),
    ];

    public static Fault? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
