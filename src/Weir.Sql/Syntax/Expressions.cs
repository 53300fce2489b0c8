namespace Weir.Sql.Syntax;

/// <summary>Something with a value.</summary>
public abstract record Expression(TextSpan Span) : SyntaxNode(Span);

/// <summary>Stands where an expression could not be read; never in a script's statements.</summary>
internal sealed record MissingExpression(TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary>A column, with or without its table, or a field of a struct column: the planner finds out which.</summary>
public sealed record NameExpression(IReadOnlyList<Identifier> Parts, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Parts;
}

public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand];
}

/// <param name="Operator">What is done.</param>
/// <param name="Left">Evaluated first.</param>
/// <param name="Right">Evaluated second.</param>
/// <param name="OperatorSpan">The operator alone, for messages about it.</param>
/// <param name="Span">Both operands.</param>
public sealed record BinaryExpression(
    BinaryOperator Operator, Expression Left, Expression Right, TextSpan OperatorSpan, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Left, Right];
}

/// <summary><c>ANY(array)</c> or <c>ALL(array)</c> on the right of a comparison; a subquery in it is a <see cref="SubqueryExpression"/>.</summary>
public sealed record QuantifiedExpression(Quantifier Quantifier, Expression Operand, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand];
}

/// <summary><c>x IS [NOT] NULL | TRUE | FALSE | UNKNOWN</c></summary>
public sealed record IsExpression(Expression Operand, TruthTest Test, bool IsNegated, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand];
}

/// <summary><c>x IS [NOT] DISTINCT FROM y</c></summary>
public sealed record IsDistinctExpression(Expression Left, Expression Right, bool IsNegated, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Left, Right];
}

public sealed record InListExpression(Expression Operand, IReadOnlyList<Expression> Items, bool IsNegated, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, .. Items];
}

public sealed record InSubqueryExpression(Expression Operand, Query Query, bool IsNegated, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Query];
}

public sealed record BetweenExpression(Expression Operand, Expression Low, Expression High, bool IsNegated, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Low, High];
}

public sealed record LikeExpression(
    LikeKind Kind, Expression Operand, Expression Pattern, StringLiteral? Escape, bool IsNegated, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Operand, Pattern, Escape);
}

public sealed record ExistsExpression(Query Query, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Query];
}

/// <summary>A query in parentheses where a value is expected.</summary>
public sealed record SubqueryExpression(Query Query, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Query];
}

/// <param name="Operand">What the WHENs are compared with; null when they are conditions.</param>
/// <param name="Branches">At least one.</param>
/// <param name="Else">Null means NULL.</param>
/// <param name="Span">From CASE to END.</param>
public sealed record CaseExpression(Expression? Operand, IReadOnlyList<CaseBranch> Branches, Expression? Else, TextSpan Span)
    : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([Operand, .. Branches, Else]);
}

public sealed record CaseBranch(Expression When, Expression Then, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [When, Then];
}

public sealed record CastExpression(Expression Operand, SqlType Type, CastStyle Style, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Type];
}

/// <summary><c>EXTRACT(field FROM x)</c></summary>
public sealed record ExtractExpression(Identifier Field, Expression Operand, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Field, Operand];
}

/// <summary><c>SUBSTRING(x FROM a FOR b)</c>; the form with commas is a function call.</summary>
public sealed record SubstringExpression(Expression Operand, Expression? From, Expression? For, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Operand, From, For);
}

/// <summary><c>TRIM([side] [characters FROM] x)</c></summary>
public sealed record TrimExpression(TrimSide? Side, Expression? Characters, Expression Operand, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Characters, Operand);
}

/// <summary><c>POSITION(part IN text)</c></summary>
public sealed record PositionExpression(Expression Part, Expression Text, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Part, Text];
}

/// <summary><c>OVERLAY(x PLACING y FROM a [FOR b])</c></summary>
public sealed record OverlayExpression(Expression Operand, Expression Placing, Expression From, Expression? For, TextSpan Span)
    : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Operand, Placing, From, For);
}

public sealed record AtTimeZoneExpression(Expression Operand, Expression Zone, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Zone];
}

public sealed record CollateExpression(Expression Operand, ObjectName Collation, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Collation];
}

/// <summary><c>[a, b]</c> or <c>ARRAY[a, b]</c></summary>
public sealed record ArrayExpression(IReadOnlyList<Expression> Items, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

/// <summary><c>a[1]</c> or <c>s['field']</c></summary>
public sealed record SubscriptExpression(Expression Operand, Expression Index, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Index];
}

/// <summary><c>a[from:to]</c>; either end may be left out.</summary>
public sealed record SliceExpression(Expression Operand, Expression? From, Expression? To, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Operand, From, To);
}

/// <summary><c>(x).field</c>, where x is not just a name.</summary>
public sealed record FieldExpression(Expression Operand, Identifier Field, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Field];
}
