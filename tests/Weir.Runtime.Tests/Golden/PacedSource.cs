using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime.Tests.Golden;

/// <summary>Reads one record a poll, and none while the gate is closed.</summary>
internal sealed class PacedSource(ISource inner, Gate gate) : ISource
{
    private int _handedOut;

    public ConnectorHealth Health => inner.Health;

    public ConnectorMetrics Metrics => inner.Metrics;

    public AsyncSignal? Signal => null;

    public string Identity => inner.Identity;

    public SourcePositions Positions => inner.Positions;

    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public ValueTask<SourcePositions> ResolveStartAsync(CancellationToken cancellationToken) => inner.ResolveStartAsync(cancellationToken);

    public ValueTask RestoreAsync(SourcePositions positions, CancellationToken cancellationToken)
    {
        if (positions.Ended)
        {
            // Its task does not poll it again.
            gate.Ended(this);
        }

        return inner.RestoreAsync(positions, cancellationToken);
    }

    public async ValueTask<PollOutcome> PollAsync(RowCollector rows, CancellationToken cancellationToken)
    {
        if (!gate.Allows(this, _handedOut))
        {
            return PollOutcome.Nothing;
        }

        var outcome = await inner.PollAsync(new OneLine(rows), cancellationToken);
        if (outcome == PollOutcome.Batch)
        {
            _handedOut++;
        }
        else
        {
            gate.Ended(this);
        }

        return outcome;
    }

    public ValueTask EpochCommittedAsync(Epoch epoch, SourcePositions positions, CancellationToken cancellationToken) =>
        inner.EpochCommittedAsync(epoch, positions, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class OneLine(RowCollector inner) : RowCollector
    {
        public override BatchBuilder Builder => inner.Builder;

        public override bool IsFull => inner.IsFull;

        public override bool IsInsideLine => inner.IsInsideLine;

        public override int Newlines => inner.Newlines;

        public override int DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, in RecordOrigin origin)
        {
            var end = input.IndexOf((byte)'\n') + 1;
            return end == 0 || end == input.Length
                ? inner.DecodeLines(input, endOfInput, origin)
                : inner.DecodeLines(input[..end], false, origin);
        }
    }
}
