using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>
/// The store on a local disk. All I/O runs on a thread of its own, one call after the other; the guarantees are those of
/// <see cref="ICheckpointStore"/>.
/// </summary>
public sealed class LocalCheckpointStore : ICheckpointStore
{
    private readonly LocalStoreOptions _options;
    private readonly IFileLayer _files;
    private readonly StorePaths _paths;
    private readonly RecordFiles _records;
    private readonly IoThread _io;

    /// <summary>Touched by the I/O thread only, and by disposal after it has ended.</summary>
    private readonly Dictionary<JobId, SafeFileHandle> _locks = [];

    public LocalCheckpointStore(LocalStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _files = options.Files;
        _paths = new(options.DataDirectory);
        _records = new(options);
        _io = new("weir checkpoint store", options.QueueCapacity);
    }

    public ValueTask<CurrentJob> ReadCurrentAsync(CancellationToken cancellationToken) => RunAsync(
        () => ReadCurrent(out var damage) is { } job ? new CurrentJob(job, Directory.Exists(_paths.Job(job)), [])
            : new CurrentJob(null, false, JobsWithRecords()) { Damage = damage },
        cancellationToken);

    public ValueTask<CreateResult> SetCurrentAsync(JobId job, JobId? replaces, CancellationToken cancellationToken) =>
        RunAsync(() => SetCurrent(job, replaces), cancellationToken);

    public ValueTask<LockResult> TakeLockAsync(JobId job, CancellationToken cancellationToken) =>
        RunAsync(() => TakeLock(job), cancellationToken);

    public async ValueTask ReleaseLockAsync(JobId job, CancellationToken cancellationToken) =>
        await RunAsync(
            () =>
            {
                if (_locks.Remove(job, out var file))
                {
                    file.Dispose();
                }

                return true;
            },
            cancellationToken);

    public ValueTask<Generation> ReadHighestGenerationAsync(JobId job, CancellationToken cancellationToken) =>
        RunAsync(
            () => new Generation(Names(_paths.Generations(job)).Select(n => long.TryParse(n, out var g) ? g : 0).DefaultIfEmpty().Max()),
            cancellationToken);

    public ValueTask<CreateResult> ClaimGenerationAsync(
        JobId job, Generation generation, OwnerId owner, CancellationToken cancellationToken) =>
        RunAsync(
            () =>
            {
                var path = _paths.Generation(job, generation);
                return Create(
                    path,
                    GenerationCodec.Write(generation, owner, _options.TimeProvider.GetUtcNow()),
                    found => GenerationCodec.ReadOwner(found) == owner ? CreateResult.AlreadyOurs : new(CreateOutcome.Taken, generation));
            },
            cancellationToken);

    public ValueTask<ImmutableArray<SlotListing>> ListSlotsAsync(JobId job, CancellationToken cancellationToken) =>
        RunAsync(() => SlotReader.List(_paths, job), cancellationToken);

    public async ValueTask SyncSlotAsync(JobId job, Slot slot, CancellationToken cancellationToken) =>
        await RunAsync(
            () =>
            {
                _records.SyncFound(_paths.Manifest(job, slot));
                _records.SyncFound(_paths.Copy(job, slot));
                _records.SyncFound(_paths.Settlement(job, slot));
                _records.SyncFolderOrEnd(_paths.Manifests(job));
                return true;
            },
            cancellationToken);

    public ValueTask<SlotContent> ReadSlotAsync(JobId job, Slot slot, CancellationToken cancellationToken) =>
        RunAsync(() => SlotReader.Read(_files, _paths, job, slot), cancellationToken);

    public ValueTask<CreateResult> CreateManifestAsync(CheckpointManifest manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return RunAsync(
            () => Create(
                _paths.Manifest(manifest.Job, manifest.Slot),
                ManifestCodec.Write(manifest),
                found =>
                {
                    var other = ManifestCodec.Read(found);
                    return other.Owner == manifest.Owner && other.Epoch == manifest.Epoch
                        ? CreateResult.AlreadyOurs
                        : new(CreateOutcome.Taken, other.Generation);
                }),
            cancellationToken);
    }

    public async ValueTask CopyManifestAsync(CheckpointManifest manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        await RunAsync(
            () =>
            {
                _records.Replace(_paths.Copy(manifest.Job, manifest.Slot), ManifestCodec.Write(manifest));
                return true;
            },
            cancellationToken);
    }

    public ValueTask<CreateResult> CreateSettlementAsync(JobId job, Slot slot, Settlement settlement, CancellationToken cancellationToken) =>
        RunAsync(
            () => Create(
                _paths.Settlement(job, slot),
                SettlementCodec.Write(settlement),
                found =>
                {
                    var other = SettlementCodec.Read(found);
                    return other == settlement ? CreateResult.AlreadyOurs : new(CreateOutcome.Taken, other.Generation, other);
                }),
            cancellationToken);

    public async ValueTask PruneAsync(
        JobId job, ImmutableArray<Slot> slots, ImmutableArray<string> stateFiles, CancellationToken cancellationToken) =>
        await RunAsync(
            () =>
            {
                foreach (var slot in slots.Order())
                {
                    _files.Delete(_paths.Manifest(job, slot));
                    _files.Delete(_paths.Copy(job, slot));
                    _files.Delete(_paths.Settlement(job, slot));
                }

                // Durable first: no manifest that comes back after a crash may name a file that did not.
                _records.SyncFolderOrEnd(_paths.Manifests(job));
                foreach (var file in stateFiles)
                {
                    var path = _paths.State(job, file);
                    _files.Delete(path);
                    _files.DeleteEmptyFolder(Path.GetDirectoryName(path)!);
                }

                return true;
            },
            cancellationToken);

    public async ValueTask CollectUnnamedAsync(
        JobId job, Generation olderThan, ImmutableHashSet<string> named, CancellationToken cancellationToken) =>
        await RunAsync(
            () =>
            {
                foreach (var name in Names(_paths.Generations(job)))
                {
                    // Only the highest counts. The lock keeps out whoever might claim a lower one.
                    if (long.TryParse(name, out var claimed) && claimed < olderThan.Value)
                    {
                        _files.Delete(Path.Combine(_paths.Generations(job), name));
                    }
                }

                foreach (var folder in Names(_paths.States(job)))
                {
                    if (long.TryParse(folder.Split('-')[0], out var generation) && generation < olderThan.Value)
                    {
                        CollectFolder(job, folder, named);
                    }
                }

                return true;
            },
            cancellationToken);

    public ValueTask<StateFile> WriteStateAsync(
        JobId job,
        Generation generation,
        Epoch epoch,
        string operatorName,
        int subtask,
        IReadOnlyList<ReadOnlyMemory<byte>> content,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var folder = StorePaths.StateFolder(generation, epoch);
        var file = $"{folder}/{FileNames.Encode(operatorName)}-{subtask}-{Guid.NewGuid():n}";
        return RunAsync(
            () =>
            {
                CreateFolder(Path.Combine(_paths.Job(job), folder));
                var (bytes, sha256) = StateFiles.Write(_records, _files, _paths.State(job, file), content);
                return new StateFile { Operator = operatorName, Subtask = subtask, Path = file, Bytes = bytes, Sha256 = sha256 };
            },
            cancellationToken);
    }

    public ValueTask<ReadOnlyMemory<byte>> ReadStateAsync(JobId job, StateFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return RunAsync(() => (ReadOnlyMemory<byte>)ReadState(job, file), cancellationToken);
    }

    public async ValueTask ImportStateAsync(JobId from, JobId to, ImmutableArray<StateFile> files, CancellationToken cancellationToken) =>
        await RunAsync(
            () =>
            {
                foreach (var file in files)
                {
                    var path = _paths.State(to, file.Path);
                    CreateFolder(Path.GetDirectoryName(path)!);
                    if (StateFiles.IsIntact(_files, path, file))
                    {
                        _records.SyncFound(path);
                        _records.SyncFolderOrEnd(Path.GetDirectoryName(path)!);
                    }
                    else
                    {
                        _files.Delete(path);
                        StateFiles.Write(_records, _files, path, [ReadState(from, file)]);
                    }
                }

                return true;
            },
            cancellationToken);

    /// <summary>Carries out what is queued, then lets every lock go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _io.DisposeAsync();
        foreach (var file in _locks.Values)
        {
            file.Dispose();
        }

        _locks.Clear();
    }

    private async ValueTask<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _io.RunAsync(work, cancellationToken);
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.Unknown, exception);
        }
        catch (RecordFormatException exception)
        {
            throw new CheckpointStoreException(new(exception.Message), FailureOutcome.NotDone, exception);
        }
    }

    /// <param name="damage">What is wrong with a pointer that names no job; null when there is none.</param>
    private JobId? ReadCurrent(out string? damage)
    {
        damage = null;
        if (RecordFiles.Read(_files, _paths.Current) is not { } bytes)
        {
            return null;
        }

        if (JobId.TryParse(Encoding.UTF8.GetString(bytes).TrimEnd('\n'), out var job))
        {
            return job;
        }

        damage = $"\"{_paths.Current}\" does not name a job";
        return null;
    }

    // A start that was killed or refused before the pointer named its job has left a folder, but no slot in it.
    private ImmutableArray<JobId> JobsWithRecords() =>
    [
        .. Names(_paths.Root).Select(name => JobId.TryParse(name, out var job) ? job : (JobId?)null).OfType<JobId>()
            .Where(job => Names(_paths.Manifests(job)).Count > 0)
            .OrderBy(job => job.Value, StringComparer.Ordinal),
    ];

    private CreateResult SetCurrent(JobId job, JobId? replaces)
    {
        CreateFolder(_paths.Root);
        var text = Encoding.UTF8.GetBytes(job.Value + "\n");
        var current = ReadCurrent(out var damage);
        if (damage is not null)
        {
            _records.Replace(_paths.Current, text);
            return CreateResult.Created;
        }

        if (replaces is null)
        {
            return Create(
                _paths.Current,
                text,
                found => found.AsSpan().SequenceEqual(text) ? CreateResult.AlreadyOurs : new(CreateOutcome.Taken));
        }

        if (current == job)
        {
            _records.SyncFound(_paths.Current);
            _records.SyncFolderOrEnd(_paths.Root);
            return CreateResult.AlreadyOurs;
        }

        // Only the owner of the old job's lock comes here, so nobody moves the pointer in between.
        if (current != replaces)
        {
            return new(CreateOutcome.Taken);
        }

        _records.Replace(_paths.Current, text);
        return CreateResult.Created;
    }

    private LockResult TakeLock(JobId job)
    {
        if (_locks.ContainsKey(job))
        {
            return new(true, null);
        }

        CreateFolder(_paths.Generations(job));
        CreateFolder(_paths.Manifests(job));
        CreateFolder(_paths.States(job));
        if (!_options.AllowRemoteFileSystems && LocalFileLayer.UnreliableFileSystem(_paths.Root) is { } kind)
        {
            throw new CheckpointStoreException(
                new($"the data directory \"{_paths.Root}\" is on {kind}, whose locks and syncs are not to be relied on", "choose a local disk with --data-dir"),
                FailureOutcome.NotDone);
        }

        var path = _paths.Lock(job);
        var file = _files.Open(path, FileOpening.Write | FileOpening.Create);
        if (!LocalFileLayer.TryLock(file, path))
        {
            file.Dispose();
            return new(false, LockText.Read(_files, path));
        }

        _locks.Add(job, file);
        LockText.Write(_files, file, path, _options.TimeProvider);
        foreach (var folder in new[] { _paths.Generations(job), _paths.Manifests(job), _paths.Root })
        {
            DeleteUnfinished(folder);
        }

        return new(true, null);
    }

    /// <summary>Write-once creation; whoever holds the place already is looked at, and synced, before it is believed.</summary>
    private CreateResult Create(string path, byte[] bytes, Func<byte[], CreateResult> look)
    {
        if (_records.Create(path, bytes))
        {
            return CreateResult.Created;
        }

        _records.SyncFound(path);
        _records.SyncFolderOrEnd(Path.GetDirectoryName(path)!);
        try
        {
            return RecordFiles.Read(_files, path) is { } found ? look(found) : new(CreateOutcome.Taken);
        }
        catch (RecordFormatException)
        {
            return new(CreateOutcome.Taken);
        }
    }

    private byte[] ReadState(JobId job, StateFile file)
    {
        var path = _paths.State(job, file.Path);
        var bytes = RecordFiles.Read(_files, path) ?? throw new CheckpointStoreException(
            new($"the state file \"{path}\" is missing", "go back with --from-checkpoint, or begin anew with --fresh"), FailureOutcome.NotDone);
        return bytes.Length == file.Bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new CheckpointStoreException(
                new($"the state file \"{path}\" is damaged: its size or checksum does not fit", "go back with --from-checkpoint, or begin anew with --fresh"),
                FailureOutcome.NotDone);
    }

    private void CollectFolder(JobId job, string folder, ImmutableHashSet<string> named)
    {
        var path = Path.Combine(_paths.States(job), folder);
        foreach (var name in Names(path))
        {
            if (!named.Contains($"state/{folder}/{name}"))
            {
                _files.Delete(Path.Combine(path, name));
            }
        }

        _files.DeleteEmptyFolder(path);
    }

    /// <summary>As durable as a record: a parent folder whose sync failed ends the process.</summary>
    private void CreateFolder(string path)
    {
        try
        {
            _files.CreateFolder(path);
        }
        catch (DurableFileException exception) when (exception.Operation == "sync the folder")
        {
            _options.EndProcess(exception.ToFailure());
            throw;
        }
    }

    private void DeleteUnfinished(string folder)
    {
        foreach (var name in Names(folder).Where(n => n.StartsWith(StorePaths.Unfinished, StringComparison.Ordinal)))
        {
            _files.Delete(Path.Combine(folder, name));
        }
    }

    private static List<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)!).ToList() : [];
}
