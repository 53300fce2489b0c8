using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Where a data directory's jobs keep their records (docs/checkpoints.md, the store).
/// </summary>
/// <remarks>
/// What every implementation guarantees:
/// <list type="bullet">
/// <item>A creation is atomic and write-once: of all writers to a place at most one ever gets <see cref="CreateOutcome.Created"/>,
/// and no reader ever sees part of a record.</item>
/// <item>When a creation returns created or already-ours, the record survives a crash of the machine and reads back unchanged.</item>
/// <item>A pruned place stays taken. A store without a lock therefore looks, after it has created a manifest or a settlement of slot
/// n, whether a slot after n is present, and then answers <see cref="CreateOutcome.Taken"/> with the generation of the newest (for a
/// settlement: done by it, as a later slot means): only a stale process comes so late. A lock keeps those out by itself.</item>
/// <item>A failure is a <see cref="CheckpointStoreException"/>. <see cref="FailureOutcome.NotDone"/> promises that the place was not
/// touched and will not be; in doubt it is <see cref="FailureOutcome.Unknown"/>.</item>
/// <item>Cancelling only ends the waiting: a creation under way goes on, and its outcome is then unknown.</item>
/// </list>
/// Members may be called from any thread; calls are carried out one after the other.
/// </remarks>
public interface ICheckpointStore : IAsyncDisposable
{
    /// <summary>The current job, and what there is without one.</summary>
    ValueTask<CurrentJob> ReadCurrentAsync(CancellationToken cancellationToken);

    /// <summary>Points at another job, atomically and durably; taken when the pointer no longer says <paramref name="replaces"/>.</summary>
    ValueTask<CreateResult> SetCurrentAsync(JobId job, JobId? replaces, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the job's lock, making its folders where they are missing. Held until released, disposed or the process ends. Where a
    /// store has no lock it always succeeds: the write-once places alone keep a stale process out.
    /// </summary>
    ValueTask<LockResult> TakeLockAsync(JobId job, CancellationToken cancellationToken);

    ValueTask ReleaseLockAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>Zero when there is none.</summary>
    ValueTask<Generation> ReadHighestGenerationAsync(JobId job, CancellationToken cancellationToken);

    ValueTask<CreateResult> ClaimGenerationAsync(JobId job, Generation generation, OwnerId owner, CancellationToken cancellationToken);

    /// <summary>Every slot present in any form, in order.</summary>
    ValueTask<ImmutableArray<SlotListing>> ListSlotsAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>Makes what is found in a slot, and its folder, durable once more.</summary>
    ValueTask SyncSlotAsync(JobId job, Slot slot, CancellationToken cancellationToken);

    /// <summary>Reads a slot; falls back to the copy when the manifest is damaged. Damage is in the answer, not an exception.</summary>
    ValueTask<SlotContent> ReadSlotAsync(JobId job, Slot slot, CancellationToken cancellationToken);

    ValueTask<CreateResult> CreateManifestAsync(CheckpointManifest manifest, CancellationToken cancellationToken);

    /// <summary>Makes or mends the copy of a manifest.</summary>
    ValueTask CopyManifestAsync(CheckpointManifest manifest, CancellationToken cancellationToken);

    ValueTask<CreateResult> CreateSettlementAsync(JobId job, Slot slot, Settlement settlement, CancellationToken cancellationToken);

    /// <summary>Deletes slots, oldest first and durably, and only then the state files.</summary>
    ValueTask PruneAsync(JobId job, ImmutableArray<Slot> slots, ImmutableArray<string> stateFiles, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes state files of generations before <paramref name="olderThan"/> that are not named. A store with a lock also deletes the claims of
    /// those generations, which say no more than the highest.
    /// </summary>
    ValueTask CollectUnnamedAsync(JobId job, Generation olderThan, ImmutableHashSet<string> named, CancellationToken cancellationToken);

    /// <summary>Makes a state file durable below <c>state/&lt;generation&gt;-&lt;epoch&gt;/</c>.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="generation">Who writes.</param>
    /// <param name="epoch">For which round.</param>
    /// <param name="operatorName">Any text; the store makes a file name of it.</param>
    /// <param name="subtask">Of the operator.</param>
    /// <param name="content">Parts, written one after the other; the caller keeps them unchanged until the answer.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<StateFile> WriteStateAsync(
        JobId job,
        Generation generation,
        Epoch epoch,
        string operatorName,
        int subtask,
        IReadOnlyList<ReadOnlyMemory<byte>> content,
        CancellationToken cancellationToken);

    /// <summary>Reads a state file whole and checks its size and checksum.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadStateAsync(JobId job, StateFile file, CancellationToken cancellationToken);

    /// <summary>Makes files of another job durable under the same paths of this one.</summary>
    ValueTask ImportStateAsync(JobId from, JobId to, ImmutableArray<StateFile> files, CancellationToken cancellationToken);
}
