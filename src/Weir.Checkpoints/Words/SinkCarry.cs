namespace Weir.Checkpoints;

/// <summary>What a sink returns at a pre-commit to go on after a restart: an open file and its length, say.</summary>
public sealed record SinkCarry
{
    /// <summary>Table name of the sink; carries belong to the table, not to the subtask.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// Name of the connector that made it and reads it, whatever the script says of the table by now. The runtime's dead letters have none.
    /// </summary>
    public string Connector { get; init; } = "";

    /// <summary>Identity of the target, as in <see cref="CommitDescriptor.Target"/>; names in the payload are relative to it.</summary>
    public string Target { get; init; } = "";

    /// <summary>Subtask that returned it; after a change of parallelism, subtask i takes those with old subtask ≡ i.</summary>
    public required int Subtask { get; init; }

    /// <summary>Version of <see cref="Payload"/>.</summary>
    public required int Version { get; init; }

    /// <summary>JSON text of the connector's own, without secrets.</summary>
    public required string Payload { get; init; }
}
