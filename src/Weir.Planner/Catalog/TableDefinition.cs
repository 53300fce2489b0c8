using Weir.Planner.Logical;

namespace Weir.Planner.Catalog;

/// <summary>Something that a query can name.</summary>
/// <param name="Name">As it was created; compared without regard to case.</param>
public abstract record TableDefinition(string Name);

/// <summary>A table that an external system stands behind.</summary>
public sealed record ConnectorTable(string Name) : TableDefinition(Name)
{
    public required ConnectorDescription Connector { get; init; }

    public required ConnectorTraits Traits { get; init; }

    /// <summary>What the option <c>type</c> says; where it is missing, use decides.</summary>
    public TableUse? DeclaredUse { get; init; }

    /// <summary>In declared order; empty for a sink that takes the columns of what is inserted into it.</summary>
    public required ImmutableArray<TableColumn> Columns { get; init; }

    /// <summary>The connector's own options, as they were given. References are still in them.</summary>
    public required ImmutableSortedDictionary<string, FlatValue> Given { get; init; }

    /// <summary>The stored profile that <c>connection_profile</c> names.</summary>
    public ProfileDescription? StoredProfile { get; init; }

    /// <summary>The settings of the connection: of the stored profile, or those given beside the table's; null where there are none.</summary>
    public SettingsTree? Profile => StoredProfile?.Settings ?? Connector.Options.FromFlat(Given).Profile?.Tree;

    /// <summary>The settings that one side of the table uses: those of the other side are left out.</summary>
    public SettingsTree Settings(TableUse use) => Normalise(use).Tree;

    internal Normalised Normalise(TableUse use) =>
        Connector.Options.FromFlat(DeclaredUse is null ? Connector.OptionsOf(Given, use) : Given, use).Table;

    /// <summary>Null where the connector needs none.</summary>
    public FormatSpecification? Format { get; init; }

    public BadDataPolicy BadData { get; init; }

    /// <summary>Null where the connector's own time of each row is the event time.</summary>
    public WatermarkSpecification? Watermark { get; init; }

    /// <summary>After this long without rows a subtask no longer holds the watermark back; null never.</summary>
    public TimeSpan? IdleTimeout { get; init; }
}

/// <summary>A table without a connector: a name for the one query that is inserted into it.</summary>
public sealed record MemoryTable(string Name) : TableDefinition(Name)
{
    public required ImmutableArray<TableColumn> Columns { get; init; }
}

/// <summary>A view, or a table created from a query: computed once, however often it is read.</summary>
public sealed record QueryTable : TableDefinition
{
    internal QueryTable(string name, Relation query)
        : base(name) => Query = query;

    internal Relation Query { get; }
}
