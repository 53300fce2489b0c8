using Weir.Planner.Logical;

namespace Weir.Planner.Catalog;

/// <summary>Something that a query can name.</summary>
/// <param name="Name">As it was created; compared without regard to case.</param>
public abstract record TableDefinition(string Name);

/// <summary>A table that an external system stands behind.</summary>
public sealed record ConnectorTable(string Name) : TableDefinition(Name)
{
    public required ConnectorDescription Connector { get; init; }

    /// <summary>What the option <c>type</c> says; where it is missing, use decides.</summary>
    public ConnectorUse? DeclaredUse { get; init; }

    /// <summary>In declared order; empty for a sink that takes the columns of what is inserted into it.</summary>
    public required ImmutableArray<TableColumn> Columns { get; init; }

    /// <summary>The connector's own options, checked and in one spelling, defaults filled in.</summary>
    public required ImmutableSortedDictionary<string, OptionValue> Options { get; init; }

    /// <summary>The options that one side of the table uses.</summary>
    public ImmutableSortedDictionary<string, OptionValue> OptionsFor(ConnectorUse use)
    {
        var others = Connector.Options.Where(option => (option.Use & use) == 0).Select(option => option.Key);
        return Options.RemoveRange(others);
    }

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
