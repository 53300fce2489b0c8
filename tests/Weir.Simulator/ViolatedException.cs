namespace Weir.Simulator;

/// <summary>A property of the protocol does not hold.</summary>
internal sealed class ViolatedException(string message) : Exception(message);
