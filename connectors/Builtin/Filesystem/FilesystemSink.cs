using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Connectors.Builtin.Files;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>
/// Writes files of lines into a folder. A file is staged below <c>__in_progress</c> and may span epochs: the open one is carried with its
/// length, a full one becomes a descriptor and is moved into the folder when its epoch is committed. So readers of the folder see whole
/// files only, and every row once.
/// </summary>
internal sealed class FilesystemSink : ITransactionalSink
{
    /// <summary>The folder of staged files below the table's.</summary>
    public const string InProgress = "__in_progress";

    /// <summary>The file that says whose a staging folder is.</summary>
    public const string IdentityName = "identity";

    private readonly SinkContext _context;
    private readonly IFileLayer _files;
    private readonly string _folder;
    private readonly string _staging;
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly long _rollBytes;
    private readonly long _rollNanos;
    private readonly long? _inactiveNanos;
    private readonly FileAppender _appender;
    private readonly List<StagedFile> _full = [];
    private readonly ITimer _rollTimer;
    private StagedFile? _open;
    private long _openRows;
    private long _openedAt;
    private long _lastRowAt;
    private long _stagedRows;
    private int _serial;
    private bool _isRollDue;

    public FilesystemSink(SinkContext context)
    {
        _context = context;
        _files = context.Files;
        var options = new OptionReader(context.Table, context.Options);
        _folder = LocalPath.Resolve(context.Table, options.Required(FilesystemConnector.PathOption), context.BaseFolder);
        _staging = Path.Combine(_folder, InProgress, context.Writer.Job.Value);
        _prefix = FilePart(options, FilesystemConnector.PrefixOption);
        _suffix = FilePart(options, FilesystemConnector.SuffixOption);
        _rollBytes = options.Integer(FilesystemConnector.FileSizeOption, 1) ?? 128L << 20;
        _rollNanos = options.DurationNanos(FilesystemConnector.IntervalOption) ?? 60_000_000_000;
        _inactiveNanos = options.DurationNanos(FilesystemConnector.InactivityOption);
        _appender = new FileAppender(_files, $"weir {context.Table}", isDirect: true);
        _rollTimer = context.Time.CreateTimer(_ => Volatile.Write(ref _isRollDue, true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public SinkCapabilities Capabilities { get; } = new(SinkTraits.ExactlyOnce | SinkTraits.TwoPhaseCommit);

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => Volatile.Read(ref _isRollDue);

    public string Identity { get; private set; } = "";

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(_folder))
        {
            throw new ConnectorException(
                ErrorKind.Configuration, $"table \"{_context.Table}\": \"{_folder}\" is a file", Fault.User, isTransient: false, "name a folder, or use connector = 'single_file'");
        }

        Identity = LocalPath.Real(_folder);
        return ValueTask.CompletedTask;
    }

    public ImmutableArray<string> ResourceNames(Generation generation, int parallelism) => [];

    public ValueTask FenceAsync(ImmutableArray<string> names, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken) => GuardAsync(() => Recover(recovery));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            if (_open is null)
            {
                await _appender.RunAsync(OpenNew);
            }

            var before = _appender.Length;
            _context.Encoder!.Encode(batch, _appender.Buffer);
            _openRows += batch.RowCount;
            _stagedRows += batch.RowCount;
            _lastRowAt = _context.Time.GetTimestamp();
            Metrics.Add(batch.RowCount, _appender.Length - before);
            Metrics.SetStaged(_stagedRows);
            if (_appender.Length >= _rollBytes)
            {
                await CloseOpenAsync();
            }
            else
            {
                await _appender.MoveOnAsync(now: false);
            }
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_context.Table, _folder, exception.InnerException ?? exception);
        }
    }

    public async ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken)
    {
        await _appender.SyncAsync();
        return _open is null ? null : Open().ToCarry(_context.Table, _context.Subtask);
    }

    // The task hands over no row between a cut and its pre-commit, so the cut is simply where writing stands.
    public void Cut()
    {
    }

    public void ForgetCut()
    {
    }

    public async ValueTask<Prepared> PreCommitAsync(Epoch epoch, bool closesAll, CancellationToken cancellationToken)
    {
        try
        {
            if (_open is not null && (closesAll || IsRollDue()))
            {
                await CloseOpenAsync();
            }

            var carry = _open is null ? null : await FlushAsync(cancellationToken);
            await _appender.RunAsync(() => _files.SyncFolder(_staging));
            ImmutableArray<CommitDescriptor> descriptors = [.. _full.Select(file => file.ToDescriptor(_context.Table, _context.Subtask, Identity))];
            _full.Clear();
            ArmRollTimer();
            return new Prepared(descriptors, carry);
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_context.Table, _folder, exception.InnerException ?? exception);
        }
    }

    public async ValueTask<DescriptorState> AskAsync(CommitDescriptor descriptor, CancellationToken cancellationToken)
    {
        var state = DescriptorState.Gone;
        await GuardAsync(() => state = StagedFile.FromDescriptor(descriptor).Ask());
        return state;
    }

    public ValueTask CommitAsync(CommitDescriptor descriptor, CancellationToken cancellationToken) => GuardAsync(() =>
    {
        StagedFile.FromDescriptor(descriptor).Publish(_files);
        _stagedRows = Math.Max(0, _stagedRows - descriptor.Rows);
        Metrics.SetStaged(_stagedRows);
    });

    // The file stays: the start manifest does not name it, and recovery deletes it.
    public async ValueTask<DescriptorState> RollBackAsync(CommitDescriptor descriptor, CancellationToken cancellationToken) =>
        await AskAsync(descriptor, cancellationToken) == DescriptorState.Published ? DescriptorState.Published : DescriptorState.Gone;

    // Names are never used again.
    public ValueTask ReleaseAsync(ImmutableArray<string> uncertain, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _rollTimer.DisposeAsync();
        await _appender.DisposeAsync();
    }

    private static string FilePart(OptionReader options, string name)
    {
        var text = options.Text(name) ?? "";
        return text.Contains('/') || text.StartsWith('.')
            ? throw options.Error(name, $"option \"{name}\" cannot be \"{text}\"", "give a part of a file name, without a slash or a leading dot")
            : text;
    }

    // On the appender's thread, so that no thread of the pool waits for the disk.
    private async ValueTask GuardAsync(Action work)
    {
        var failure = default(Exception);
        await _appender.RunAsync(() =>
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                // Told here and not to the appender: asking or publishing may be tried again.
                failure = exception;
            }
        });
        if (failure is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(_context.Table, _folder, failure);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Recover(SinkRecovery recovery)
    {
        _files.CreateFolder(_staging);
        WriteIdentity();
        if (recovery.Overwrite)
        {
            RemovePublished(recovery.OtherJobs);
        }

        var named = recovery.Named.Concat(recovery.Carries).Select(carry => StagedFile.FromCarry(carry).Staged).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(_staging))
        {
            if (Path.GetFileName(path) != IdentityName && !named.Contains(path))
            {
                _files.Delete(path);
            }
        }

        foreach (var (index, carry) in recovery.Carries.Index())
        {
            GoOnWith(StagedFile.FromCarry(carry), isFirst: index == 0);
        }

        _files.SyncFolder(_staging);
        ArmRollTimer();
    }

    private void GoOnWith(StagedFile file, bool isFirst)
    {
        if (!File.Exists(file.Staged))
        {
            if (File.Exists(file.Final))
            {
                // Published at its carried length by a start that was then killed: closed.
                return;
            }

            throw new ConnectorException(
                ErrorKind.Checkpoint,
                $"table \"{_context.Table}\": \"{file.Staged}\" is gone; {file.Length} bytes of it were committed",
                Fault.External,
                isTransient: false,
                "put the file back, or start anew with --fresh");
        }

        var size = new FileInfo(file.Staged).Length;
        if (size < file.Length)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint,
                $"table \"{_context.Table}\": \"{file.Staged}\" has {size} bytes, but {file.Length} were committed",
                Fault.External,
                isTransient: false,
                "put the file back, or start anew with --fresh");
        }

        if (isFirst)
        {
            _appender.Open(file.Staged, file.Length, isNew: false);
            _open = file;
            _openRows = 0;
            _openedAt = _lastRowAt = _context.Time.GetTimestamp();
            return;
        }

        using (var handle = _files.Open(file.Staged, FileOpening.Write))
        {
            _files.Truncate(handle, file.Staged, file.Length);
            _files.SyncData(handle, file.Staged);
        }

        _full.Add(file);
    }

    private void WriteIdentity()
    {
        var path = Path.Combine(_staging, IdentityName);
        if (File.Exists(path))
        {
            return;
        }

        using var file = _files.Open(path, FileOpening.Write | FileOpening.Create);
        _files.WriteAt(file, path, Encoding.UTF8.GetBytes($"staged files of weir job {_context.Writer.Job}\n"), 0);
        _files.SyncData(file, path);
        _files.SyncFolder(_staging);
    }

    private void RemovePublished(ImmutableArray<JobId> jobs)
    {
        foreach (var job in jobs)
        {
            foreach (var path in Directory.GetFiles(_folder, $"*{job.Short}-*"))
            {
                if (Path.GetFileName(path).StartsWith($"{_prefix}{job.Short}-", StringComparison.Ordinal))
                {
                    _files.Delete(path);
                }
            }
        }

        _files.SyncFolder(_folder);
    }

    private void OpenNew()
    {
        var generation = _context.Writer.Generation;
        var extension = _context.Format == "json" ? "json" : "txt";
        var name = $"{_prefix}{_context.Writer.Job.Short}-{generation.Value:D4}-{_context.Subtask:D3}-{_serial++:D5}{_suffix}.{extension}";
        var staged = Path.Combine(_staging, name + ".tmp");
        _appender.Open(staged, 0, isNew: true);
        _open = new StagedFile(staged, Path.Combine(_folder, name), 0, 0);
        _openRows = 0;
        _openedAt = _context.Time.GetTimestamp();
        ArmRollTimer();
    }

    private StagedFile Open() => _open! with { Length = _appender.Length, Rows = _openRows };

    private async ValueTask CloseOpenAsync()
    {
        var file = Open();
        await _appender.CloseAsync();
        _open = null;
        _full.Add(file);
    }

    private bool IsRollDue() => Elapsed(_openedAt) >= _rollNanos || (_inactiveNanos is { } limit && Elapsed(_lastRowAt) >= limit);

    private long Elapsed(long since) => (long)_context.Time.GetElapsedTime(since).TotalNanoseconds;

    // Only sets a flag: the next round is then not skipped, and rolls.
    private void ArmRollTimer()
    {
        Volatile.Write(ref _isRollDue, _full.Count > 0);
        if (_open is null)
        {
            _rollTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var left = _rollNanos - Elapsed(_openedAt);
        if (_inactiveNanos is { } limit)
        {
            left = Math.Min(left, limit - Elapsed(_lastRowAt));
        }

        var wait = TimeSpan.FromMilliseconds(Math.Clamp(left / 1_000_000, 1, int.MaxValue));
        Metrics.SetStagedUntil(_context.Time.GetUtcNow() + wait);
        _rollTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
