namespace Weir.Sql.Syntax;

/// <summary>A type as it was written; what it means, and where it is allowed, the planner decides.</summary>
public abstract record SqlType(TextSpan Span) : SyntaxNode(Span);

/// <summary>A type with a name.</summary>
/// <param name="Name">Lower case, words joined by one space: <c>double precision</c>, <c>bigint unsigned</c>.</param>
/// <param name="Arguments">Length, or precision and scale; empty when there are none.</param>
/// <param name="Span">All words and arguments.</param>
public sealed record NamedType(string Name, IReadOnlyList<int> Arguments, TextSpan Span) : SqlType(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary><c>T[]</c> or <c>ARRAY&lt;T&gt;</c>.</summary>
public sealed record ArrayType(SqlType Element, TextSpan Span) : SqlType(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Element];
}

public sealed record StructType(IReadOnlyList<StructField> Fields, TextSpan Span) : SqlType(Span)
{
    public override IEnumerable<SyntaxNode> Children => Fields;
}

public sealed record StructField(Identifier Name, SqlType Type, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Name, Type];
}
