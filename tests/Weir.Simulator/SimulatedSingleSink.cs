using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>Writes a visible file at once, and cuts it back on recovery.</summary>
internal sealed class SimulatedSingleSink(SimulatedRun run, SinkId id) : SimulatedSink(run, id)
{
    public override SinkKind Kind => SinkKind.Flushing;

    private SimulatedFile File => World.Files.WrittenInPlace(Id.Table);

    public override void Recover(ImmutableArray<SinkCarry> carries, ImmutableArray<SinkCarry> named)
    {
        var length = carries.IsEmpty ? 0 : int.Parse(carries[0].Payload);
        if (File.Rows.Count < length)
        {
            throw new ViolatedException($"file {Id.Table} is shorter than its {length} rows");
        }

        if (!World.Faults.CarryNotCut)
        {
            File.CutTo(length);
        }
    }

    protected override Failure? Write(SimulatedRow row)
    {
        File.Rows.Add(row);
        return null;
    }

    protected override (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) Prepare(RoundKind kind)
    {
        File.Synced = File.Rows.Count;
        return ([], Carry(File.Rows.Count.ToString()));
    }
}
