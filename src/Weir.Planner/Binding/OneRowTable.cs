using Weir.Planner.Catalog;

namespace Weir.Planner.Binding;

/// <summary>
/// What a query without FROM selects from: the one row of a source that the catalog offers. As a source like any other it ends, and after a
/// restart it goes on from its position, so that the row comes exactly once.
/// </summary>
internal static class OneRowTable
{
    /// <summary>Its name in plans, counters and checkpoints, which no table of a script may have.</summary>
    public const string Name = "one row";

    public static ConnectorTable Make(OneRowSource source) => new(Name)
    {
        Connector = source.Connector,
        Traits = new ConnectorTraits { FixedSchema = source.Schema },
        DeclaredUse = TableUse.Source,
        Columns = [.. source.Schema.Fields.Select(field => new TableColumn(field.Name, field.Type, field.IsNullable))],
        Given = source.Given,
    };
}
