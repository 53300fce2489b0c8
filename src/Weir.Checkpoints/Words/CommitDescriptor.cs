namespace Weir.Checkpoints;

/// <summary>
/// What a sink returns from pre-commit, one for each resource with rows of this epoch: all that a fresh process needs to ask
/// about it, commit it or roll it back.
/// </summary>
public sealed record CommitDescriptor
{
    /// <summary>Name of the sink among those that take part: its table, with <c>#sink</c> behind it when a source of the script has the same name.</summary>
    public required string Table { get; init; }

    /// <summary>Name of the connector that made it: asked, told to commit and to roll back, whatever the script says of the table by now.</summary>
    public string Connector { get; init; } = "";

    public required int Subtask { get; init; }

    /// <summary>A transactional id, the name of a prepared transaction, a staged file: unique within the table at one time.</summary>
    public required string Resource { get; init; }

    /// <summary>Version of <see cref="Payload"/>; the connector refuses one that it does not know.</summary>
    public required int Version { get; init; }

    /// <summary>JSON text of the connector's own. No secrets: environment references stand as they are written.</summary>
    public required string Payload { get; init; }

    /// <summary>Identity of the target (cluster id and topic; real path; server, database, table).</summary>
    public required string Target { get; init; }

    /// <summary>For messages only; zero when the sink does not count.</summary>
    public long Rows { get; init; }

    /// <summary>For messages only; zero when the sink does not count.</summary>
    public long Bytes { get; init; }
}
