namespace Weir.Checkpoints;

/// <summary>Carries out the commands that concern the store, so that a runtime need not spell them out.</summary>
public static class StoreCommands
{
    /// <summary>Carries out one command.</summary>
    /// <returns>Its answer, <see cref="CommandFailed"/> included; null when the command is not one of the store's.</returns>
    public static async ValueTask<ProtocolEvent?> CarryOutAsync(
        ICheckpointStore store, ProtocolCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(command);
        try
        {
            return await DispatchAsync(store, command, cancellationToken);
        }
        catch (CheckpointStoreException exception)
        {
            return new CommandFailed(command.Id, exception.Failure, exception.Outcome);
        }
    }

    private static async ValueTask<ProtocolEvent?> DispatchAsync(
        ICheckpointStore store, ProtocolCommand command, CancellationToken cancellationToken)
    {
        var id = command.Id;
        switch (command)
        {
            case ReadCurrentJob:
                return new CurrentJobRead(id, await store.ReadCurrentAsync(cancellationToken));
            case SetCurrentJob c:
                return Created(id, await store.SetCurrentAsync(c.Job, c.Replaces, cancellationToken));
            case TakeLock c:
                var held = await store.TakeLockAsync(c.Job, cancellationToken);
                return held.IsTaken ? new CommandDone(id) : new LockRefused(id, held.Holder ?? "another process");
            case ReleaseLock c:
                await store.ReleaseLockAsync(c.Job, cancellationToken);
                return new CommandDone(id);
            case ReadHighestGeneration c:
                return new HighestGenerationRead(id, await store.ReadHighestGenerationAsync(c.Job, cancellationToken));
            case ClaimGeneration c:
                return Created(id, await store.ClaimGenerationAsync(c.Job, c.Generation, c.Owner, cancellationToken));
            case ListSlots c:
                return new SlotsListed(id, await store.ListSlotsAsync(c.Job, cancellationToken));
            case SyncSlot c:
                await store.SyncSlotAsync(c.Job, c.Slot, cancellationToken);
                return new CommandDone(id);
            case ReadSlot c:
                return new SlotRead(id, await store.ReadSlotAsync(c.Job, c.Slot, cancellationToken));
            case WriteManifest c:
                return Created(id, await store.CreateManifestAsync(c.Manifest, cancellationToken));
            case CopyManifest c:
                await store.CopyManifestAsync(c.Manifest, cancellationToken);
                return new CommandDone(id);
            case WriteSettlement c:
                return Created(id, await store.CreateSettlementAsync(c.Job, c.Slot, c.Settlement, cancellationToken));
            case Prune c:
                await store.PruneAsync(c.Job, c.Slots, c.StateFiles, cancellationToken);
                return new CommandDone(id);
            case CollectUnnamed c:
                await store.CollectUnnamedAsync(c.Job, c.OlderThan, c.Named, cancellationToken);
                return new CommandDone(id);
            case ImportState c:
                await store.ImportStateAsync(c.From, c.To, c.Files, cancellationToken);
                return new CommandDone(id);
            default:
                return null;
        }
    }

    private static ProtocolEvent Created(CommandId id, CreateResult result) =>
        result.Outcome == CreateOutcome.Taken ? new PlaceTaken(id, result.Generation, result.Settlement) : new CommandDone(id);
}
