using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>What travels in a channel: a row, a barrier or the End.</summary>
internal readonly record struct SimulatedMessage(SimulatedRow? Row, Epoch Barrier)
{
    public static SimulatedMessage End => default;

    public bool IsEnd => Row is null && Barrier == default;
}
