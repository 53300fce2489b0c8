using Weir.Planner.Catalog;
using Weir.Planner.Logical;

namespace Weir.Planner.Physical;

/// <summary>The description of one operator. Expressions are over the columns of the input, by position.</summary>
/// <param name="Id">Unique in the plan and the same for the same script; counted over the script, so that another statement in front changes it.</param>
/// <param name="Inputs">The nodes whose rows come in; a node that several name fans out.</param>
/// <param name="Schema">The columns that go out.</param>
public abstract record PhysicalNode(string Id, ImmutableArray<PhysicalNode> Inputs, Schema Schema)
{
    /// <summary>The word for it in JSON and explain.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether a row can fail in it.</summary>
    public virtual bool CanFail => false;
}

/// <summary>
/// Reads a table. The decoder (or the connector, where it has no format) fills <see cref="Decoded"/>; <see cref="Outputs"/> makes the
/// schema of it. A generated column that cannot be computed, and a NULL in <see cref="NotNullOutputs"/>, are bad data.
/// </summary>
public sealed record SourceNode(string Id, Schema Schema) : PhysicalNode(Id, [], Schema)
{
    public required ConnectorTable Table { get; init; }

    /// <summary>The settings for reading.</summary>
    public SettingsTree Settings => Table.Settings(TableUse.Source);

    /// <summary>
    /// The physical columns that something needs, in declared order; the decoder skips all others. With <see cref="NeedsEventTime"/> the last
    /// one is <c>_timestamp</c>, the connector's own time of the row.
    /// </summary>
    public required Schema Decoded { get; init; }

    /// <summary>For those of <see cref="Decoded"/> that the connector supplies beside the payload: their keys.</summary>
    public required ImmutableSortedDictionary<int, string> MetadataKeys { get; init; }

    public required bool NeedsEventTime { get; init; }

    /// <summary>One expression over <see cref="Decoded"/> for each column of the schema: a column passed on, or a generated one.</summary>
    public required ImmutableArray<Expression> Outputs { get; init; }

    /// <summary>Positions in the schema of what is computed or nullable on the wire and still may not be NULL.</summary>
    public required ImmutableArray<int> NotNullOutputs { get; init; }

    public override string Kind => "source";

    /// <summary>Whether the decoded columns are the output as they are.</summary>
    public bool IsPassThrough =>
        Outputs.Length == Decoded.Count && Outputs.Select((output, i) => output is ColumnExpression column && column.Index == i).All(same => same);
}

/// <summary>Makes watermarks; rows pass unchanged.</summary>
/// <param name="Expression">Over the input; null means the connector's own time of the rows less one second.</param>
public sealed record WatermarkNode(string Id, PhysicalNode Input, Expression? Expression)
    : PhysicalNode(Id, [Input], Input.Schema)
{
    public override string Kind => "watermark";

    public override bool CanFail => Expression is not null && ExpressionRewriter.CanFail(Expression);
}

/// <summary>Keeps the rows where the condition is true, and of their columns those that are still needed.</summary>
/// <param name="Kept">Positions in the input.</param>
public sealed record FilterNode(string Id, PhysicalNode Input, Expression Condition, ImmutableArray<int> Kept, Schema Schema)
    : PhysicalNode(Id, [Input], Schema)
{
    public override string Kind => "filter";

    public override bool CanFail => ExpressionRewriter.CanFail(Condition);
}

/// <summary>Computes columns.</summary>
public sealed record ProjectNode(string Id, PhysicalNode Input, ImmutableArray<Expression> Expressions, Schema Schema)
    : PhysicalNode(Id, [Input], Schema)
{
    public override string Kind => "project";

    public override bool CanFail => Expressions.Any(ExpressionRewriter.CanFail);
}

/// <summary>The rows of all inputs, whose columns have the same names and types.</summary>
public sealed record UnionNode(string Id, ImmutableArray<PhysicalNode> Inputs, Schema Schema) : PhysicalNode(Id, Inputs, Schema)
{
    public override string Kind => "union";
}

/// <summary>Writes the rows of all inputs to a table, or shows them.</summary>
public sealed record SinkNode(string Id, ImmutableArray<PhysicalNode> Inputs, Schema Schema) : PhysicalNode(Id, Inputs, Schema)
{
    /// <summary>Null for a preview.</summary>
    public ConnectorTable? Table { get; init; }

    /// <summary>Which bare SELECT of the script this shows, from 1 on; 0 for a table.</summary>
    public int PreviewNumber { get; init; }

    public override string Kind => Table is null ? "preview" : "sink";
}
