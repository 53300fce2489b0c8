using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>One rule of the protocol, broken.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Faults">The switch.</param>
/// <param name="PinnedSeed">A seed that fails with it.</param>
internal sealed record Fault(string Name, ProtocolFaults Faults, long PinnedSeed);
