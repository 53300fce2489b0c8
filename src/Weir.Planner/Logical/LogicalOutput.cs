namespace Weir.Planner.Logical;

/// <summary>Where a query's rows go.</summary>
/// <param name="Table">The sink; null for a preview.</param>
/// <param name="PreviewNumber">From 1 on; 0 for a sink.</param>
/// <param name="Node">The query.</param>
/// <param name="Columns">Which of its columns are written, in order.</param>
internal sealed record LogicalOutput(Catalog.ConnectorTable? Table, int PreviewNumber, LogicalNode Node, ImmutableArray<int> Columns);
