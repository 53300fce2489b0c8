namespace Weir.Simulator;

/// <param name="Problem">The property that was violated, or what the run waited for; null when all held.</param>
/// <param name="HasStopped">It stopped and said so, because an outsider had ended part of a decided epoch.</param>
/// <param name="Steps">Things that happened.</param>
internal readonly record struct SimulationResult(string? Problem, bool HasStopped, int Steps);
