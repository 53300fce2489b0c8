namespace Weir.Sql.Syntax;

/// <summary>One of the things between the parentheses of CREATE TABLE.</summary>
public abstract record TableElement(TextSpan Span) : SyntaxNode(Span);

/// <param name="Name">Its <see cref="Identifier.Text"/> is the column's name: spelling is kept.</param>
/// <param name="Type">As declared.</param>
/// <param name="IsNotNull">NOT NULL was written.</param>
/// <param name="IsPrimaryKey">PRIMARY KEY was written behind the column.</param>
/// <param name="Default">Null when absent.</param>
/// <param name="Generated">The expression of GENERATED ALWAYS AS; null when absent.</param>
/// <param name="MetadataKey">The key of METADATA FROM; null when absent.</param>
/// <param name="Unsupported">Column constraints that no table here can have, for the planner to refuse.</param>
/// <param name="Span">From the name to the last suffix.</param>
public sealed record ColumnDefinition(
    Identifier Name,
    SqlType Type,
    bool IsNotNull,
    bool IsPrimaryKey,
    Expression? Default,
    Expression? Generated,
    StringLiteral? MetadataKey,
    IReadOnlyList<TableConstraint> Unsupported,
    TextSpan Span) : TableElement(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of([Name, Type, Default, Generated, MetadataKey, .. Unsupported]);
}

/// <summary><c>WATERMARK FOR column [AS expression]</c></summary>
public sealed record WatermarkDefinition(Identifier Column, Expression? Expression, TextSpan Span) : TableElement(Span)
{
    public override IEnumerable<SyntaxNode> Children => Of(Column, Expression);
}

/// <summary>A constraint that is read only to be refused.</summary>
/// <param name="Kind">In upper case: <c>PRIMARY KEY</c>, <c>UNIQUE</c>, <c>CHECK</c>, <c>FOREIGN KEY</c>, <c>REFERENCES</c>.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Span">From its first word to its last parenthesis.</param>
public sealed record TableConstraint(string Kind, string Text, TextSpan Span) : TableElement(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary><c>key = value</c> in WITH.</summary>
/// <param name="Key">Lower-cased when it was written bare, else exactly as quoted.</param>
/// <param name="KeySpan">The key alone.</param>
/// <param name="Value">A literal, a name, an array, or anything else for the planner to refuse.</param>
/// <param name="Span">Key and value.</param>
public sealed record TableOption(string Key, TextSpan KeySpan, Expression Value, TextSpan Span) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Value];
}
