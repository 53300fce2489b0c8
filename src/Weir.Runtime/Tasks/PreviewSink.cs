using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Formats;

namespace Weir.Runtime;

/// <summary>The sink of a bare SELECT: rows as JSON to whoever looks.</summary>
internal sealed class PreviewSink(int number, IEncoder encoder, IPreviewReceiver receiver) : ISink
{
    private readonly OutputBuffer _buffer = new(64 * 1024);

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => false;

    public string Identity => "preview";

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        _buffer.Clear();
        encoder.Encode(batch, _buffer);
        Metrics.Add(batch.RowCount, _buffer.Length);
        return receiver.Show(number, _buffer.Written, batch.RowCount)
            ? ValueTask.CompletedTask
            : throw new ConnectorException(ErrorKind.Closed, "nobody looks at the preview any more", Fault.User, isTransient: false);
    }

    public ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken) => new((SinkCarry?)null);

    public ValueTask DisposeAsync()
    {
        _buffer.Dispose();
        return ValueTask.CompletedTask;
    }
}
