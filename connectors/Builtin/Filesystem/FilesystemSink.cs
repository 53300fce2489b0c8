using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.RegularExpressions;
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
internal sealed class FilesystemSink : ITransactionalSink, ILocalEndpoint
{
    /// <summary>The folder of staged files below the table's.</summary>
    public const string InProgress = "__in_progress";

    /// <summary>The file that says whose a staging folder is.</summary>
    public const string IdentityName = "identity";

    private const string StagedSuffix = ".tmp";

    private readonly SinkContext _context;
    private readonly IFileLayer _files;
    private readonly string _folder;
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly string _extension;
    private readonly long _rollBytes;
    private readonly long _rollNanos;
    private readonly long? _inactiveNanos;
    private readonly FileAppender _appender;
    private readonly List<StagedFile> _full = [];

    // Files that were prepared here and not published yet: one of them that is not staged is lost, and not one that somebody has published.
    private readonly HashSet<string> _prepared = new(StringComparer.Ordinal);
    private readonly ITimer _rollTimer;
    private StagedFile? _open;
    private long _openRows;
    private long _openedAt;
    private long _lastRowAt;
    private long _stagedRows;
    private int _serial;
    private bool _isRollDue;
    private bool _hasStaging;
    private bool _isClosed;

    public FilesystemSink(SinkContext context, FilesystemSide.Sink table)
    {
        _context = context;
        _files = context.Files;
        _folder = LocalPath.Resolve(context.Table, table.Path, context.BaseFolder);
        var (naming, rolling) = (table.FileNaming, table.RollingPolicy);
        _prefix = FilePart("filename.prefix", naming.Prefix);
        _suffix = FilePart("filename.suffix", naming.Suffix);
        _extension = FilePart("filename.extension", naming.Extension) is { Length: > 0 } extension ? extension : context.Format == "json" ? "json" : "txt";
        _rollBytes = rolling.FileSize.Bytes;
        _rollNanos = rolling.Interval.Ticks * 100;
        _inactiveNanos = rolling.InactivityInterval?.Ticks * 100;
        _appender = new FileAppender(_files, $"weir {context.Table}", isDirect: true);
        _rollTimer = context.Time.CreateTimer(_ => Volatile.Write(ref _isRollDue, true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => Volatile.Read(ref _isRollDue);

    public string Identity { get; private set; } = "";

    public LocalExtent Extent => new()
    {
        Path = Identity,
        Writes = [Path.Combine(Identity, FileName(0)), Path.Combine(Identity, StagingName, FileName(0) + StagedSuffix)],
        Owns = Path.Combine(Identity, InProgress),
    };

    private string StagingName => Path.Combine(InProgress, _context.Writer.Job.Value, FileNames.Encode(_context.Table));

    private string Staging => Path.Combine(Identity, StagingName);

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (FindFolder() is { Kind: not FileKind.Folder } status)
        {
            throw new ConnectorException(
                ErrorKind.Configuration,
                $"table \"{_context.Table}\": \"{_folder}\" is {(status.Kind == FileKind.Regular ? "a file" : "no folder")}",
                Fault.User,
                isTransient: false,
                "name a folder, or use connector = 'single_file'");
        }

        Identity = LocalPath.Real(_context.Table, _folder);
        return ValueTask.CompletedTask;
    }

    public ImmutableArray<string> ResourceNames(Generation generation, int parallelism) => [];

    public ValueTask FenceAsync(ImmutableArray<string> names, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken) => GuardAsync(() =>
    {
        foreach (var carry in recovery.Named.Concat(recovery.Carries))
        {
            StagedFile.FromCarry(carry).RequireCarried();
        }

        OutputPlace.Require(_context.Table, Identity);
    });

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
            throw FileErrors.Write(_context.Table, _folder, exception.InnerException ?? exception, StagedFile.GiveUpHint);
        }
    }

    public async ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken)
    {
        if (_open is null)
        {
            return null;
        }

        await _appender.SyncAsync();
        await _appender.RunAsync(_appender.RequireThere);
        return Open().ToCarry(_context.Table, _context.Subtask);
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
            await GuardAsync(() =>
            {
                if (_hasStaging)
                {
                    _files.SyncFolder(Staging);
                }

                _full.ForEach(file => file.RequireWhole());
            });
            ImmutableArray<CommitDescriptor> descriptors = [.. _full.Select(file => file.ToDescriptor(_context.Table, _context.Subtask))];
            _prepared.UnionWith(_full.Select(file => file.FinalName));
            _isClosed = closesAll;
            _full.Clear();
            ArmRollTimer();
            return new Prepared(descriptors, carry);
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_context.Table, _folder, exception.InnerException ?? exception, StagedFile.GiveUpHint);
        }
    }

    public ValueTask CommitAsync(CommitDescriptor descriptor, CancellationToken cancellationToken) => GuardAsync(() =>
    {
        StagedFile.FromDescriptor(descriptor).Publish(_files, isThere: _prepared.Contains(descriptor.Resource));
        _prepared.Remove(descriptor.Resource);
        _stagedRows = Math.Max(0, _stagedRows - descriptor.Rows);
        Metrics.SetStaged(_stagedRows);
    });

    // Names are never used again. When the job has ended, nothing is left to be asked about.
    public ValueTask ReleaseAsync(ImmutableArray<string> uncertain, CancellationToken cancellationToken) =>
        _isClosed && _open is null && _full.Count == 0
            ? GuardAsync(() => _hasStaging = !RemoveStaging(_context.Writer.Job))
            : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _rollTimer.DisposeAsync();
        await _appender.DisposeAsync();
    }

    private string FilePart(string option, string text) => text.Contains('/') || text.StartsWith('.')
        ? throw new ConnectorException(
            ErrorKind.Configuration, $"table \"{_context.Table}\": option \"{option}\" is no part of a file name", Fault.User, isTransient: false,
            "give a part of a file name, without a slash or a leading dot")
        : text;

    private FileStatus? FindFolder()
    {
        try
        {
            return FileStatus.Find(_folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(_context.Table, _folder, exception);
        }
    }

    // On the appender's thread, so that no thread of the pool waits for the disk.
    private async ValueTask GuardAsync(Action work)
    {
        var failure = default(Exception);
        try
        {
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
        }
        catch (IOException exception)
        {
            // A write before this has failed.
            throw FileErrors.Write(_context.Table, _folder, exception.InnerException ?? exception, StagedFile.GiveUpHint);
        }

        if (failure is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(_context.Table, _folder, failure, StagedFile.GiveUpHint);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Recover(SinkRecovery recovery)
    {
        var named = recovery.Named.Concat(recovery.Carries).Select(StagedFile.FromCarry).ToList();
        named.ForEach(file => file.RequireCarried());
        MakeStaging();
        if (recovery.Overwrite)
        {
            RemovePublished(recovery.OtherJobs);
        }

        foreach (var path in Directory.GetFiles(Staging))
        {
            if (Path.GetFileName(path) != IdentityName && named.All(file => file.Staged != path))
            {
                _files.Delete(path);
            }
        }

        foreach (var job in recovery.OtherJobs)
        {
            RemoveStaging(job);
        }

        foreach (var carry in recovery.Carries)
        {
            GoOnWith(StagedFile.FromCarry(carry));
        }

        _files.SyncFolder(Staging);
        ArmRollTimer();
    }

    private void GoOnWith(StagedFile file)
    {
        if (!File.Exists(file.Staged))
        {
            // Published at its carried length by a start that was then killed: closed.
            return;
        }

        if (_open is null)
        {
            _appender.Open(file.Staged, file.Length, isNew: false);
            _open = file;
            _openRows = 0;
            _lastRowAt = _context.Time.GetTimestamp();
            _openedAt = _lastRowAt - (long)(file.OpenNanos / 1e9 * _context.Time.TimestampFrequency);
            return;
        }

        file.CutToLength(_files);
        _full.Add(file);
    }

    private void MakeStaging()
    {
        _files.CreateFolder(Staging);
        _hasStaging = true;
        var path = Path.Combine(Staging, IdentityName);
        if (File.Exists(path))
        {
            return;
        }

        using var file = _files.Open(path, FileOpening.Write | FileOpening.Create);
        _files.WriteAt(file, path, Encoding.UTF8.GetBytes($"staged files of weir job {_context.Writer.Job}\n"), 0);
        _files.SyncData(file, path);
        _files.SyncFolder(Staging);
    }

    /// <summary>Takes the table's staging folder of a job away when no file is staged in it, and the folders above it that are empty then.</summary>
    /// <returns>False when it stays.</returns>
    private bool RemoveStaging(JobId job)
    {
        var root = Path.Combine(Identity, InProgress);
        var ofJob = Path.Combine(root, job.Value);
        var folder = Path.Combine(ofJob, FileNames.Encode(_context.Table));
        if (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any(path => Path.GetFileName(path) != IdentityName))
        {
            return false;
        }

        _files.Delete(Path.Combine(folder, IdentityName));
        _files.DeleteEmptyFolder(folder);
        _files.DeleteEmptyFolder(ofJob);
        _files.DeleteEmptyFolder(root);
        return true;
    }

    private void RemovePublished(ImmutableArray<JobId> jobs)
    {
        foreach (var job in jobs)
        {
            // Whatever prefix and suffix they had then.
            var ofJob = new Regex($"{job.Short}-\\d{{4,}}-\\d{{3,}}-\\d{{5,}}", RegexOptions.CultureInvariant);
            foreach (var path in Directory.GetFiles(_folder, $"*{job.Short}-*").Where(path => ofJob.IsMatch(Path.GetFileName(path))))
            {
                _files.Delete(path);
            }
        }

        _files.SyncFolder(_folder);
    }

    private void OpenNew()
    {
        if (!_hasStaging)
        {
            MakeStaging();
        }

        var name = FileName(_serial++);
        _open = new StagedFile(Identity, Path.Combine(StagingName, name + StagedSuffix), name, 0, 0);
        _appender.Open(_open.Staged, 0, isNew: true);
        _openRows = 0;
        _openedAt = _context.Time.GetTimestamp();
        ArmRollTimer();
    }

    private string FileName(int serial)
    {
        var writer = _context.Writer;
        return $"{_prefix}{writer.Job.Short}-{writer.Generation.Value:D4}-{_context.Subtask:D3}-{serial:D5}{_suffix}.{_extension}";
    }

    private StagedFile Open() => _open! with { Length = _appender.Length, Rows = _openRows, OpenNanos = Elapsed(_openedAt) };

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
