namespace Weir.Planner.Catalog;

/// <summary>What the planner has to know about a connector.</summary>
public sealed record ConnectorDescription
{
    public required string Name { get; init; }

    /// <summary>What tables of this connector can be.</summary>
    public required ConnectorUse Uses { get; init; }

    /// <summary>Its own options; those common to all tables (<c>type</c>, <c>format</c>, <c>bad_data</c> …) are the planner's.</summary>
    public ImmutableArray<OptionDescription> Options { get; init; } = [];

    /// <summary>The columns it always has; null when the table declares them.</summary>
    public Schema? FixedSchema { get; init; }

    /// <summary>What METADATA FROM can name, and the type such a column must have.</summary>
    public ImmutableDictionary<string, DataType> MetadataKeys { get; init; } = ImmutableDictionary<string, DataType>.Empty;

    /// <summary>The formats it can read and write; none when it has rows, not bytes.</summary>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>False when a table may leave <c>format</c> out.</summary>
    public bool IsFormatRequired { get; init; } = true;
}
