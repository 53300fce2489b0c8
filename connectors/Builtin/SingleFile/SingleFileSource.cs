using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors.Builtin.Files;
using Weir.Streaming;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>Reads one file of lines. Bounded: it ends where reading first meets the end of the file.</summary>
internal sealed class SingleFileSource : ISource, ILocalEndpoint
{
    private readonly string _table;
    private readonly string _path;
    private readonly Compression? _compression;
    private readonly Action<string, string?> _warn;
    private LineFile? _file;

    public SingleFileSource(SourceContext context, SingleFileTable table)
    {
        _table = context.Table;
        _warn = context.Warn;
        _path = LocalPath.Resolve(context.Table, table.Path, context.BaseFolder);
        _compression = table.Compression;
    }

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public AsyncSignal? Signal => null;

    public string Identity { get; private set; } = "";

    public LocalExtent Extent => new()
    {
        Path = Identity,
        FileId = FileStatus.Find(Identity)?.Id,
        Reads = (path, id) => path == Identity || (id is not null && id == FileStatus.Find(Identity)?.Id),
    };

    public SourcePositions Positions => SourcePositions.Of(Identity, _file!.Position.ToString());

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        // Before links are resolved: /dev/stdin leads to a name that nothing has.
        InputFile.RequireRegular(_table, _path);
        Identity = LocalPath.Real(_table, _path);
        _file = new LineFile(_table, Identity, _compression);
        return ValueTask.CompletedTask;
    }

    public ValueTask<SourcePositions> ResolveStartAsync(CancellationToken cancellationToken) => new(Positions);

    public ValueTask RestoreAsync(SourcePositions positions, CancellationToken cancellationToken)
    {
        if (positions.Partitions.TryGetValue(Identity, out var text))
        {
            _file!.Restore(FileOffset.Parse(_table, Identity, text));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<PollOutcome> PollAsync(RowCollector rows, CancellationToken cancellationToken)
    {
        var file = _file!;
        if (file.IsDone)
        {
            return new(PollOutcome.Ended);
        }

        file.Poll(rows, Metrics);
        if (file is { IsDone: true, Notice: { } notice })
        {
            _warn($"table \"{_table}\": \"{file.Path}\" {notice}", FileErrors.NoticeHint);
        }

        return new(PollOutcome.Batch);
    }

    public ValueTask EpochCommittedAsync(Epoch epoch, SourcePositions positions, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }
}
