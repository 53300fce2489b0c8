namespace Weir.Checkpoints;

/// <summary>Names commands in messages.</summary>
internal static class CommandTexts
{
    public static string Describe(ProtocolCommand command) => command switch
    {
        PreCommit c => $"the pre-commit of \"{c.Sink}\"",
        WriteState c => $"the state files of \"{c.Task}\"",
        WriteManifest c => $"the manifest of slot {c.Manifest.Slot}",
        CopyManifest c => $"the copy of slot {c.Manifest.Slot}",
        WriteSettlement c => $"the settlement of slot {c.Slot}",
        SyncSlot c => $"the durability of slot {c.Slot}",
        ReadSlot c => $"the reading of slot {c.Slot}",
        Prune => "the pruning of old checkpoints",
        AskDescriptor c => $"the question about \"{c.Descriptor.Table}\" ({c.Descriptor.Resource})",
        Commit c => $"the commit of \"{c.Descriptor.Table}\" ({c.Descriptor.Resource})",
        RollBack c => $"the roll back of \"{c.Descriptor.Table}\" ({c.Descriptor.Resource})",
        FenceResources c => $"the fencing of \"{c.Table}\"",
        CloseSink c => $"the end of sink \"{c.Sink.Table}\"",
        LookAtOutput c => $"the look at the output of \"{c.Sink.Table}\"",
        CheckSink c => $"the check of sink \"{c.Sink}\"",
        RecoverSink c => $"the recovery of sink \"{c.Sink}\"",
        RestoreOperators => "the state of the operators",
        RestoreSource c => $"the position of source \"{c.Source}\"",
        ResolveStart c => $"the start of source \"{c.Source}\"",
        OpenConnectors => "the opening of the connectors",
        TakeLock c => $"the lock of job \"{c.Job}\"",
        ReleaseLock c => $"the lock of job \"{c.Job}\"",
        ClaimGeneration c => $"the claim of generation {c.Generation}",
        ReadCurrentJob or SetCurrentJob => "the pointer to the current job",
        ReadHighestGeneration => "the list of generations",
        ListSlots => "the list of slots",
        ImportState c => $"the state files of job \"{c.From}\"",
        CollectUnnamed => "the deletion of old state files",
        _ => "something",
    };
}
