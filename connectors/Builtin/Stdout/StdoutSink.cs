using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Formats;

namespace Weir.Connectors.Builtin.Stdout;

/// <summary>Encodes each batch and writes it to standard output at once.</summary>
internal sealed class StdoutSink(SinkContext context) : ISink
{
    private readonly OutputBuffer _buffer = new();

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => false;

    public string Identity => "stdout";

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        context.Encoder!.Encode(batch, _buffer);
        try
        {
            StandardOutput.Write(_buffer.Written);
        }
        catch (IOException exception)
        {
            throw new ConnectorException(ErrorKind.Closed, "standard output was closed", Fault.External, isTransient: false, innerException: exception);
        }

        Metrics.Add(batch.RowCount, _buffer.Length);
        _buffer.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken) => new((SinkCarry?)null);

    public ValueTask DisposeAsync()
    {
        _buffer.Dispose();
        return ValueTask.CompletedTask;
    }
}
