namespace Weir.Chaos;

/// <summary>A run did not do what it must; the message says the phase, what was expected and what came.</summary>
internal sealed class ChaosException(string message) : Exception(message);
