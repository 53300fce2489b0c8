using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>What a simulation is told; everything else follows from the seed.</summary>
internal sealed record SimulationOptions
{
    public required long Seed { get; init; }

    public ProtocolFaults Faults { get; init; } = ProtocolFaults.None;

    /// <summary>Takes every line of the trace; null for none.</summary>
    public Action<string>? Trace { get; init; }
}
