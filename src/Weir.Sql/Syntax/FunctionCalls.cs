namespace Weir.Sql.Syntax;

/// <summary>A call of a scalar, aggregate or window function.</summary>
/// <param name="Name">One part, or more when it is written with dots.</param>
/// <param name="Arguments">In order; <c>count(*)</c> has one <see cref="StarExpression"/>.</param>
/// <param name="IsDistinct"><c>f(DISTINCT …)</c></param>
/// <param name="OrderBy">ORDER BY inside the parentheses.</param>
/// <param name="WithinGroup">WITHIN GROUP (ORDER BY …), null when absent.</param>
/// <param name="Filter">FILTER (WHERE …), null when absent.</param>
/// <param name="Over">OVER …, null when absent.</param>
/// <param name="Span">From the name to the end of the last clause.</param>
public sealed record FunctionCall(
    ObjectName Name,
    IReadOnlyList<Expression> Arguments,
    bool IsDistinct,
    IReadOnlyList<OrderItem> OrderBy,
    IReadOnlyList<OrderItem>? WithinGroup,
    Expression? Filter,
    WindowSpecification? Over,
    TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([Name, .. Arguments, .. OrderBy, .. WithinGroup ?? [], Filter, Over]);
}

/// <summary><c>*</c> as an argument.</summary>
public sealed record StarExpression(TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

public sealed record OrderItem(Expression Expression, bool IsDescending, bool? NullsFirst, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Expression];
}

/// <summary>What follows OVER: a name, or the parts of a window in parentheses.</summary>
public sealed record WindowSpecification(
    Identifier? Name, IReadOnlyList<Expression> PartitionBy, IReadOnlyList<OrderItem> OrderBy, WindowFrame? Frame, TextSpan Span)
    : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([Name, .. PartitionBy, .. OrderBy, Frame]);
}

/// <param name="Unit"><c>rows</c>, <c>range</c> or <c>groups</c>.</param>
/// <param name="Start">The first bound.</param>
/// <param name="End">The second bound of BETWEEN; null means the current row.</param>
/// <param name="Span">From the unit to the last bound.</param>
public sealed record WindowFrame(string Unit, FrameBound Start, FrameBound? End, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Start, End);
}

/// <param name="Kind">Which row is meant.</param>
/// <param name="Offset">How far away; null for CURRENT ROW and UNBOUNDED.</param>
/// <param name="Span">All its words.</param>
public sealed record FrameBound(FrameBoundKind Kind, Expression? Offset, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Offset);
}

public enum FrameBoundKind
{
    CurrentRow,
    Preceding,
    Following,
}
