namespace Weir.Planner.Logical;

/// <summary>
/// A step of a query. Every node's last column is the hidden event time, the others are the ones that can be named. Nodes are compared by
/// reference: a view that is read twice is one node with two consumers.
/// </summary>
internal abstract class LogicalNode(Schema schema, params ImmutableArray<LogicalNode> inputs)
{
    /// <summary>How many steps may follow each other; walks over plans recurse.</summary>
    public const int DepthMax = 500;

    /// <summary>The name of the hidden event time, which always is the last column.</summary>
    public const string EventTimeName = "_timestamp";

    public static Field EventTimeField { get; } = new(EventTimeName, DataType.Timestamp, IsNullable: false);

    public Schema Schema { get; } = schema;

    public ImmutableArray<LogicalNode> Inputs { get; } = inputs;

    public int Depth { get; } = inputs.Length == 0 ? 1 : inputs.Max(input => input.Depth) + 1;
}

/// <summary>All columns of a table that is read from.</summary>
internal sealed class LogicalScan(Catalog.ConnectorTable table) : LogicalNode(SchemaOf(table))
{
    public Catalog.ConnectorTable Table { get; } = table;

    private static Schema SchemaOf(Catalog.ConnectorTable table) =>
        new([.. table.Columns.Select(column => new Field(column.Name, column.Type, column.IsNullable)), EventTimeField]);
}

/// <summary>Keeps the rows where the condition is true.</summary>
internal sealed class LogicalFilter(LogicalNode input, Expression condition) : LogicalNode(input.Schema, input)
{
    public Expression Condition { get; } = condition;
}

/// <summary>Computes columns.</summary>
internal sealed class LogicalProject(LogicalNode input, ImmutableArray<Expression> expressions, Schema schema) : LogicalNode(schema, input)
{
    public ImmutableArray<Expression> Expressions { get; } = expressions;
}

/// <summary>The rows of all inputs, which have the same column types.</summary>
internal sealed class LogicalUnion(ImmutableArray<LogicalNode> inputs, Schema schema) : LogicalNode(schema, inputs);
