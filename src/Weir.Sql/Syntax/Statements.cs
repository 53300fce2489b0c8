namespace Weir.Sql.Syntax;

public abstract record Statement(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>CREATE TABLE</c> with columns, options, or both.</summary>
/// <param name="Name">The table.</param>
/// <param name="IsTemporary">CREATE TEMPORARY TABLE.</param>
/// <param name="Elements">Columns, watermark clauses and constraints in written order.</param>
/// <param name="Options">What WITH says, in written order, repeated keys included.</param>
/// <param name="PartitionedBy">Empty when absent.</param>
/// <param name="Span">The whole statement.</param>
public sealed record CreateTable(
    ObjectName Name,
    bool IsTemporary,
    IReadOnlyList<TableElement> Elements,
    IReadOnlyList<TableOption> Options,
    IReadOnlyList<Expression> PartitionedBy,
    TextSpan Span) : Statement(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Name, .. Elements, .. Options, .. PartitionedBy];
}

/// <summary><c>CREATE TABLE … AS query</c> or <c>CREATE VIEW … AS query</c>: both name a query.</summary>
public sealed record CreateView(ObjectName Name, bool IsTable, IReadOnlyList<Identifier> Columns, Query Query, TextSpan Span)
    : Statement(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Name, .. Columns, Query];
}

public sealed record Insert(ObjectName Table, IReadOnlyList<Identifier> Columns, Query Query, TextSpan Span) : Statement(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Table, .. Columns, Query];
}

/// <summary>A bare query: its rows are shown.</summary>
public sealed record QueryStatement(Query Query, TextSpan Span) : Statement(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Query];
}

public sealed record SetStatement(ObjectName Variable, IReadOnlyList<Expression> Values, TextSpan Span) : Statement(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Variable, .. Values];
}
