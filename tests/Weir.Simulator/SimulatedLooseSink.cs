using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>At least once: buffers, and flushes when it likes and at a pre-commit.</summary>
internal sealed class SimulatedLooseSink(SimulatedRun run, SinkId id) : SimulatedSink(run, id)
{
    private readonly List<SimulatedRow> _buffer = [];

    public override SinkKind Kind => SinkKind.Flushing;

    public override void Recover(ImmutableArray<SinkCarry> carries, ImmutableArray<SinkCarry> named)
    {
    }

    protected override Failure? Write(SimulatedRow row)
    {
        _buffer.Add(row);
        if (World.Chance(0.2))
        {
            Flush();
        }

        return null;
    }

    protected override (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) Prepare(RoundKind kind)
    {
        Flush();
        return ([], null);
    }

    private void Flush()
    {
        _buffer.ForEach(World.Oracle.Delivered);
        _buffer.Clear();
    }
}
