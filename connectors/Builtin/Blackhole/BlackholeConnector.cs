using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Settings;

namespace Weir.Connectors.Builtin.Blackhole;

/// <summary>Throws rows away, counted; for measuring what lies before it.</summary>
public sealed class BlackholeConnector : Connector<BlackholeTable>
{
    public override string Name => "blackhole";

    public override string Description => "throws rows away";

    public override TableUse Uses => TableUse.Sink;

    public override TableTraits Traits(SettingsTree table) => new() { IsEphemeral = true, DiscardsRows = true, Format = FormatUse.Ignored };

    protected override ISink CreateSink(SinkContext context, BlackholeTable table) => new BlackholeSink();

    private sealed class BlackholeSink : ISink
    {
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
