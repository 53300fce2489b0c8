namespace Weir.Checkpoints;

/// <param name="IsTaken">We own the job now.</param>
/// <param name="Holder">Otherwise, who does: "pid 4711 on \"host\" since …".</param>
public readonly record struct LockResult(bool IsTaken, string? Holder);
