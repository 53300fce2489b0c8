namespace Weir.Chaos;

/// <summary>How a run went that held.</summary>
/// <param name="Kills">Kills that hit a running process.</param>
/// <param name="Moments">How many of them at each moment.</param>
/// <param name="Count">The counter's last line.</param>
internal sealed record ChaosResult(int Kills, IReadOnlyDictionary<KillMoment, int> Moments, int Starts, TimeSpan Elapsed, string Count);
