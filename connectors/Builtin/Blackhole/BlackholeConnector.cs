using Weir.Checkpoints;
using Weir.Columnar;

namespace Weir.Connectors.Builtin.Blackhole;

/// <summary>Throws rows away, counted; for measuring what lies before it.</summary>
public sealed class BlackholeConnector : IConnector
{
    public string Name => "blackhole";

    public string Description => "throws rows away";

    public SourceDescription? Source => null;

    public SinkDescription Sink { get; } = new([], TakesFormat: false, IsEphemeral: true, IgnoresFormat: true, DiscardsRows: true);

    public ISource CreateSource(SourceContext context) => throw new InvalidOperationException("blackhole has no source");

    public ISink CreateSink(SinkContext context) => new BlackholeSink();

    private sealed class BlackholeSink : ISink
    {
        public SinkCapabilities Capabilities { get; } = new(SinkTraits.None, IsEphemeral: true);

        public ConnectorHealth Health => ConnectorHealth.Healthy;

        public ConnectorMetrics Metrics { get; } = new();

        public bool HasPendingWork => false;

        public string Identity => "blackhole";

        public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
        {
            Metrics.Add(batch.RowCount, batch.ByteSize);
            return ValueTask.CompletedTask;
        }

        public ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken) => new((SinkCarry?)null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
