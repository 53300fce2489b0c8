using System.Runtime.CompilerServices;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Connectors.Builtin.Files;
using Weir.Formats;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>
/// Writes one file, visible at once. A checkpoint carries the durable length; a restart cuts the file back to it, so that after recovery
/// every row stands in it once, though a reader may have seen rows before that were then cut off and written again.
/// </summary>
internal sealed class SingleFileSink : ISink, ILocalEndpoint
{
    private readonly string _table;
    private readonly string _path;
    private readonly IEncoder _encoder;
    private readonly WriterIdentity _writer;
    private readonly int _subtask;
    private readonly IFileLayer _files;
    private readonly FileAppender _appender;
    private CarriedFile? _last;

    public SingleFileSink(SinkContext context, SingleFileTable table)
    {
        _table = context.Table;
        _path = LocalPath.Resolve(context.Table, table.Path, context.BaseFolder);
        _encoder = context.Encoder ?? throw new InvalidOperationException("single_file takes a format");
        _writer = context.Writer;
        _subtask = context.Subtask;
        _files = context.Files;
        _appender = new FileAppender(_files, $"weir {context.Table}", isDirect: false);
    }

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => false;

    public string Identity { get; private set; } = "";

    public LocalExtent Extent => Guard(() => new LocalExtent { Path = Identity, FileId = FileStatus.Find(Identity)?.Id, Writes = [Identity] });

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        // Before links are resolved: /dev/stdout leads to a name that nothing has.
        if (Guard(() => FileStatus.Find(_path)) is { Kind: not FileKind.Regular } status)
        {
            throw FileErrors.NotWritable(_table, _path, status.Kind);
        }

        Identity = LocalPath.Real(_table, _path);
        return ValueTask.CompletedTask;
    }

    public ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken)
    {
        Guard(() =>
        {
            Check(recovery);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken)
    {
        Guard(() =>
        {
            Check(recovery);
            if (recovery.Carries.IsEmpty)
            {
                Begin();
            }
            else
            {
                _last = CarriedFile.Of(recovery.Carries[0]);
                _appender.Open(Identity, _last.Length, isNew: false);
            }

            return true;
        });
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            var before = _appender.Length;
            _encoder.Encode(batch, _appender.Buffer);
            Metrics.Add(batch.RowCount, _appender.Length - before);
            await _appender.MoveOnAsync(now: true);
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_table, Identity, exception.InnerException ?? exception, CarriedFile.WaysOut(File.Exists(Identity)));
        }
    }

    public async ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _appender.SyncAsync();
            await _appender.RunAsync(() =>
            {
                _appender.RequireThere();
                if (_last is { Head: not null } last && _appender.Fingerprints(last.Length) != (last.Head, last.Tail!))
                {
                    throw new LostOutputException(Identity, "is not as it was at the last checkpoint");
                }

                var (head, tail) = _appender.Fingerprints(_appender.Length);
                _last = new CarriedFile(Identity, _appender.Length, head, tail);
            });
            return _last!.ToCarry(_table, _subtask);
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_table, Identity, exception.InnerException ?? exception, CarriedFile.WaysOut(File.Exists(Identity)));
        }
    }

    public ValueTask DisposeAsync() => _appender.DisposeAsync();

    private void Check(SinkRecovery recovery)
    {
        if (!recovery.Carries.IsEmpty)
        {
            CarriedFile.Of(recovery.Carries[0]).RequireThere(_files, _table);
        }
        else if (FileStatus.Find(Identity) is { Size: > 0 } found && !recovery.Overwrite && !(!recovery.IsNewJob && Note().Names(found)))
        {
            throw new ConnectorException(
                ErrorKind.Configuration,
                $"table \"{_table}\": \"{Identity}\" exists and is not this job's to write over",
                Fault.User,
                isTransient: false,
                "move it away, choose another path, or replace it with --fresh --overwrite");
        }

        if (File.Exists(Identity))
        {
            OutputPlace.RequireWritable(_table, Identity);
        }
        else
        {
            OutputPlace.Require(_table, Path.GetDirectoryName(Identity)!);
        }
    }

    // A file that exists was found to be one that may be replaced.
    private void Begin()
    {
        if (File.Exists(Identity))
        {
            _appender.Open(Identity, 0, isNew: false);
        }
        else
        {
            var folder = Path.GetDirectoryName(Identity)!;
            _files.CreateFolder(folder);
            _appender.Open(Identity, 0, isNew: true);
            _files.SyncFolder(folder);
        }

        Note().Write(FileStatus.Find(Identity)!.Value);
    }

    private OwnedFileNote Note() => new(_files, _writer.JobFolder, Identity);

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(_table, _path, exception);
        }
    }
}
