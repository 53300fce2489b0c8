namespace Weir.Connectors;

public enum HealthStatus
{
    Unknown,
    Healthy,

    /// <summary>Working, with trouble: retrying, say.</summary>
    Degraded,
    Unhealthy,
}

/// <summary>How a connector fares; read from any thread.</summary>
/// <param name="Reason">For degraded and unhealthy.</param>
public sealed record ConnectorHealth(HealthStatus Status, string? Reason = null)
{
    public static ConnectorHealth Unknown { get; } = new(HealthStatus.Unknown);

    public static ConnectorHealth Healthy { get; } = new(HealthStatus.Healthy);

    public override string ToString() => Reason is null ? Status.ToString() : $"{Status}: {Reason}";
}
