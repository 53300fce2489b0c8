namespace Weir.Planner.Catalog;

/// <summary>What a table asks of its declaration, by its connector and its settings.</summary>
public sealed record ConnectorTraits
{
    /// <summary>The columns it always has; null when the table declares them.</summary>
    public Schema? FixedSchema { get; init; }

    /// <summary>What METADATA FROM can name, and the type such a column must have.</summary>
    public ImmutableDictionary<string, DataType> MetadataKeys { get; init; } = ImmutableDictionary<string, DataType>.Empty;

    /// <summary>The formats it can read and write; none when it has rows, not bytes.</summary>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>False when a table may leave <c>format</c> out.</summary>
    public bool IsFormatRequired { get; init; } = true;
}
