namespace Weir.Sql.Syntax;

/// <summary>A whole query: common tables, a body, and what may follow it.</summary>
public sealed record Query(
    IReadOnlyList<CommonTable> CommonTables,
    bool IsRecursive,
    QueryBody Body,
    IReadOnlyList<OrderItem> OrderBy,
    Expression? Limit,
    Expression? Offset,
    TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([.. CommonTables, Body, .. OrderBy, Limit, Offset]);
}

/// <summary><c>name [(columns)] AS (query)</c> in a WITH clause.</summary>
public sealed record CommonTable(Identifier Name, IReadOnlyList<Identifier> Columns, Query Query, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Name, .. Columns, Query];
}

public abstract record QueryBody(TextSpan Span) : SyntaxNode(Span);

public enum SetOperator
{
    Union,
    Intersect,
    Except,
}

/// <param name="Operator">UNION, INTERSECT or EXCEPT.</param>
/// <param name="IsAll">Whether duplicates stay.</param>
/// <param name="Left">The first branch.</param>
/// <param name="Right">The second branch.</param>
/// <param name="OperatorSpan">The word, for messages about it.</param>
/// <param name="Span">Both branches.</param>
public sealed record SetOperation(
    SetOperator Operator, bool IsAll, QueryBody Left, QueryBody Right, TextSpan OperatorSpan, TextSpan Span) : QueryBody(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Left, Right];
}

/// <summary>A query in parentheses as a branch of another.</summary>
public sealed record NestedQuery(Query Query, TextSpan Span) : QueryBody(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Query];
}

public sealed record ValuesBody(IReadOnlyList<ValuesRow> Rows, TextSpan Span) : QueryBody(Span)
{
    public override IEnumerable<SyntaxNode> Children => Rows;
}

public sealed record ValuesRow(IReadOnlyList<Expression> Items, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

/// <param name="Distinct">The place of DISTINCT; null when absent.</param>
/// <param name="Items">At least one.</param>
/// <param name="From">What stands between the commas of FROM; empty without FROM.</param>
/// <param name="Where">Null when absent.</param>
/// <param name="GroupBy">Null when absent.</param>
/// <param name="Having">Null when absent.</param>
/// <param name="Span">From SELECT to the last clause.</param>
public sealed record Select(
    TextSpan? Distinct,
    IReadOnlyList<SelectItem> Items,
    IReadOnlyList<TableReference> From,
    Expression? Where,
    GroupBy? GroupBy,
    Expression? Having,
    TextSpan Span) : QueryBody(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([.. Items, .. From, Where, GroupBy, Having]);
}

/// <summary>GROUP BY with its expressions; none means GROUP BY ALL.</summary>
public sealed record GroupBy(IReadOnlyList<Expression> Items, TextSpan Span) : SyntaxNode(Span)
{
    public bool IsAll => Items.Count == 0;

    public override IEnumerable<SyntaxNode> Children => Items;
}

public abstract record SelectItem(TextSpan Span) : SyntaxNode(Span);

public sealed record SelectExpression(Expression Expression, Identifier? Alias, TextSpan Span) : SelectItem(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Expression, Alias);
}

/// <summary><c>*</c> or <c>table.*</c></summary>
public sealed record SelectStar(ObjectName? Table, TextSpan Span) : SelectItem(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Table);
}

public abstract record TableReference(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>AS name [(columns)]</c> behind a table.</summary>
public sealed record TableAlias(Identifier Name, IReadOnlyList<Identifier> Columns, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Name, .. Columns];
}

public sealed record NamedTable(ObjectName Name, TableAlias? Alias, TextSpan Span) : TableReference(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Name, Alias);
}

/// <summary>A query in parentheses in FROM.</summary>
public sealed record DerivedTable(Query Query, TableAlias? Alias, bool IsLateral, TextSpan Span) : TableReference(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Query, Alias);
}

/// <summary>A function call in FROM.</summary>
public sealed record TableFunction(FunctionCall Call, TableAlias? Alias, TextSpan Span) : TableReference(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Call, Alias);
}

public enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

/// <param name="Kind">Which rows stay.</param>
/// <param name="IsNatural">NATURAL JOIN.</param>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
/// <param name="On">The condition; null without ON.</param>
/// <param name="Using">The columns of USING; empty without it.</param>
/// <param name="OperatorSpan">The words from the kind to JOIN, for messages.</param>
/// <param name="Span">Both sides and the condition.</param>
public sealed record JoinedTable(
    JoinKind Kind,
    bool IsNatural,
    TableReference Left,
    TableReference Right,
    Expression? On,
    IReadOnlyList<Identifier> Using,
    TextSpan OperatorSpan,
    TextSpan Span) : TableReference(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([Left, Right, On, .. Using]);
}
