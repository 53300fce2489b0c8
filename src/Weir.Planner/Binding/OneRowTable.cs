using Weir.Planner.Catalog;

namespace Weir.Planner.Binding;

/// <summary>
/// What a query without FROM selects from: one row, which is the first number of an <c>impulse</c>. As a source like any other it ends, and
/// after a restart it goes on from its position, so that the row comes exactly once.
/// </summary>
internal static class OneRowTable
{
    /// <summary>Its name in plans, counters and checkpoints, which no table of a script may have.</summary>
    public const string Name = "one row";

    private const string Connector = "impulse";

    private static readonly Dictionary<string, OptionValue> Options =
        new() { ["event_rate"] = new OptionValue("1", IsSecret: false), ["message_count"] = new OptionValue("1", IsSecret: false) };

    /// <returns>Null where there is no such connector.</returns>
    public static ConnectorTable? Make(IConnectorCatalog connectors) => connectors.FindConnector(Connector) is not { } connector
        ? null
        : new ConnectorTable(Name)
        {
            Connector = connector,
            DeclaredUse = ConnectorUse.Source,
            Columns = [.. connector.FixedSchema!.Fields.Select(field => new TableColumn(field.Name, field.Type, field.IsNullable))],
            Options = Options.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
}
