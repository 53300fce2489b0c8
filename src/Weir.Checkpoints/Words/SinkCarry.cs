namespace Weir.Checkpoints;

/// <summary>What a sink returns at a pre-commit to go on after a restart: an open file and its length, say.</summary>
public sealed record SinkCarry
{
    /// <summary>Table name of the sink; carries belong to the table, not to the subtask.</summary>
    public required string Table { get; init; }

    /// <summary>Subtask that returned it; after a change of parallelism, subtask i takes those with old subtask ≡ i.</summary>
    public required int Subtask { get; init; }

    /// <summary>Version of <see cref="Payload"/>.</summary>
    public required int Version { get; init; }

    /// <summary>JSON text of the connector's own, without secrets.</summary>
    public required string Payload { get; init; }
}
