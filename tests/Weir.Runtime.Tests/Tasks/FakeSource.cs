using System.Text;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>Hands out what its poll says; its position is how many rows it has handed out.</summary>
internal sealed class FakeSource(string table, Func<FakeSource, RowCollector, ValueTask<PollOutcome>> poll, AsyncSignal? signal = null) : ISource
{
    private long _handedOut;

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public AsyncSignal? Signal => signal;

    public string Identity => $"fake source {table}";

    public SourcePositions Positions => SourcePositions.Of("p", $"{_handedOut}");

    /// <summary>How many rows were handed out before the next.</summary>
    public long HandedOut => _handedOut;

    public int Polls { get; private set; }

    public List<Epoch> Committed { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Puts rows of the next numbers into the collector, which must take them all.</summary>
    public void Give(RowCollector rows, int count)
    {
        for (var last = _handedOut + count; _handedOut < last; _handedOut++)
        {
            GiveLine(rows, $"{{\"n\":{_handedOut}}}");
        }
    }

    /// <summary>Puts one record of any text.</summary>
    public void GiveLine(RowCollector rows, string text)
    {
        var line = Encoding.UTF8.GetBytes(text + "\n");
        Assert.Equal(line.Length, rows.DecodeLines(line, false, new RecordOrigin("p", _handedOut)));
    }

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<SourcePositions> ResolveStartAsync(CancellationToken cancellationToken) => new(SourcePositions.Of("p", "0"));

    public ValueTask RestoreAsync(SourcePositions positions, CancellationToken cancellationToken)
    {
        _handedOut = long.Parse(positions.Partitions["p"], System.Globalization.CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    public ValueTask<PollOutcome> PollAsync(RowCollector rows, CancellationToken cancellationToken)
    {
        Polls++;
        return poll(this, rows);
    }

    public ValueTask EpochCommittedAsync(Epoch epoch, SourcePositions positions, CancellationToken cancellationToken)
    {
        Committed.Add(epoch);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
