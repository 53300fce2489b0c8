using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>
/// Keeps some rows in a file of its own, cut back on recovery. Scripts have it for a while, and then not: what it has committed must be there
/// for ever.
/// </summary>
internal sealed class SimulatedDeadLetters(SimulatedRun run, SinkId id) : SimulatedSink(run, id)
{
    public override SinkKind Kind => SinkKind.DeadLetters;

    private SimulatedFile File => World.Files.WrittenInPlace(Id.Table);

    public override void Recover(ImmutableArray<SinkCarry> carries, ImmutableArray<SinkCarry> named) =>
        File.CutTo(carries.IsEmpty ? 0 : int.Parse(carries[0].Payload));

    protected override Failure? Write(SimulatedRow row)
    {
        if (row.Number % 3 == 0)
        {
            File.Rows.Add(row);
        }

        return null;
    }

    protected override (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) Prepare(RoundKind kind)
    {
        File.Synced = File.Rows.Count;
        World.Oracle.DeadLettersPrepared(Run.Generation, Run.RunningEpoch, [.. File.Rows]);
        return ([], Carry(File.Rows.Count.ToString()));
    }
}
