namespace Weir.Simulator;

/// <summary>A row of the output. Right when its count, which the task's state makes, equals its number.</summary>
internal readonly record struct SimulatedRow(int Source, int Number, int Count);
