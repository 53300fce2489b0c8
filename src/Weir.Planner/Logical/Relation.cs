namespace Weir.Planner.Logical;

/// <summary>What a query or table offers to the query around it.</summary>
/// <param name="Node">How its rows come to be; its last column is the event time.</param>
/// <param name="Unions">Which columns hold JSON of any kind (the result of an arrow), by position; they compare with nothing.</param>
internal sealed record Relation(LogicalNode Node, ImmutableHashSet<int> Unions)
{
    /// <summary>The columns that can be named: all but the last.</summary>
    public int ColumnCount => Node.Schema.Count - 1;

    public int EventTimeIndex => Node.Schema.Count - 1;
}
