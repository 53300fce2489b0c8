namespace Weir.Checkpoints;

/// <summary>
/// What one generation hands to the next, so that limits count over rewinds. A runtime keeps the value of the last
/// <see cref="EndGeneration"/> and gives it to the machines of the next generation; the first gets <c>default</c>.
/// </summary>
/// <param name="Rewinds">Rewinds since a round was last settled; the delay before the next start doubles with each.</param>
/// <param name="DiskFull">How many of them in a row were for a full disk; the third fails the pipeline.</param>
public readonly record struct RestartHistory(int Rewinds, int DiskFull);
