using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Runtime;

/// <summary>
/// A store that lives as long as the process, for jobs that keep no state: a failed job still rewinds to its last checkpoint, and nothing
/// is written anywhere. No lock; one process has it to itself.
/// </summary>
internal sealed class MemoryCheckpointStore : ICheckpointStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Slot, CheckpointManifest> _manifests = [];
    private readonly Dictionary<Slot, Settlement> _settlements = [];
    private readonly Dictionary<string, byte[]> _states = [];
    private JobId? _current;
    private Generation _generation;

    public ValueTask<CurrentJob> ReadCurrentAsync(CancellationToken cancellationToken) => new(_current is { } job ? CurrentJob.Of(job) : CurrentJob.None);

    public ValueTask<CreateResult> SetCurrentAsync(JobId job, JobId? replaces, CancellationToken cancellationToken)
    {
        _current = job;
        return new(CreateResult.Created);
    }

    public ValueTask<LockResult> TakeLockAsync(JobId job, CancellationToken cancellationToken) => new(new LockResult(true, null));

    public ValueTask ReleaseLockAsync(JobId job, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<Generation> ReadHighestGenerationAsync(JobId job, CancellationToken cancellationToken) => new(_generation);

    public ValueTask<CreateResult> ClaimGenerationAsync(JobId job, Generation generation, OwnerId owner, CancellationToken cancellationToken)
    {
        _generation = generation;
        return new(CreateResult.Created);
    }

    public ValueTask<ImmutableArray<SlotListing>> ListSlotsAsync(JobId job, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new([.. _manifests.Keys.Order().Select(slot => new SlotListing(slot, true, true, _settlements.ContainsKey(slot)))]);
        }
    }

    public ValueTask SyncSlotAsync(JobId job, Slot slot, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<SlotContent> ReadSlotAsync(JobId job, Slot slot, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(new SlotContent { Slot = slot, Manifest = _manifests.GetValueOrDefault(slot), Settlement = _settlements.GetValueOrDefault(slot) });
        }
    }

    public ValueTask<CreateResult> CreateManifestAsync(CheckpointManifest manifest, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_manifests.TryAdd(manifest.Slot, manifest) ? CreateResult.Created
                : _manifests[manifest.Slot].Owner == manifest.Owner ? CreateResult.AlreadyOurs
                : new CreateResult(CreateOutcome.Taken, _manifests[manifest.Slot].Generation));
        }
    }

    public ValueTask CopyManifestAsync(CheckpointManifest manifest, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<CreateResult> CreateSettlementAsync(JobId job, Slot slot, Settlement settlement, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_settlements.TryAdd(slot, settlement) ? CreateResult.Created
                : _settlements[slot] == settlement ? CreateResult.AlreadyOurs
                : new CreateResult(CreateOutcome.Taken, _settlements[slot].Generation, _settlements[slot]));
        }
    }

    public ValueTask PruneAsync(JobId job, ImmutableArray<Slot> slots, ImmutableArray<string> stateFiles, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var slot in slots)
            {
                _manifests.Remove(slot);
                _settlements.Remove(slot);
            }

            foreach (var path in stateFiles)
            {
                _states.Remove(path);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CollectUnnamedAsync(JobId job, Generation olderThan, ImmutableHashSet<string> named, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    public ValueTask<StateFile> WriteStateAsync(
        JobId job,
        Generation generation,
        Epoch epoch,
        string operatorName,
        int subtask,
        IReadOnlyList<ReadOnlyMemory<byte>> content,
        CancellationToken cancellationToken)
    {
        var bytes = content.SelectMany(part => part.ToArray()).ToArray();
        var path = $"state/{generation}-{epoch}/{operatorName}-{subtask}";
        lock (_lock)
        {
            _states[path] = bytes;
        }

        var checksum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return new(new StateFile { Operator = operatorName, Subtask = subtask, Path = path, Bytes = bytes.Length, Sha256 = checksum });
    }

    public ValueTask<ReadOnlyMemory<byte>> ReadStateAsync(JobId job, StateFile file, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_states[file.Path]);
        }
    }

    public ValueTask ImportStateAsync(JobId from, JobId to, ImmutableArray<StateFile> files, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
