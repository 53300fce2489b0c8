namespace Weir.Sql.Syntax;

/// <param name="Text">Without <c>_</c>.</param>
/// <param name="Span">As written.</param>
public sealed record NumberLiteral(string Text, TextSpan Span) : Expression(Span)
{
    /// <summary>Neither point nor exponent.</summary>
    public bool IsInteger => !Text.AsSpan().ContainsAny('.', 'e', 'E');

    public override IEnumerable<SyntaxNode> Children => [];
}

/// <param name="Value">The characters meant, escapes resolved.</param>
/// <param name="Span">With quotes and prefix.</param>
public sealed record StringLiteral(string Value, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary><c>X'01ff'</c></summary>
public sealed record BinaryLiteral(ReadOnlyMemory<byte> Value, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

public sealed record BooleanLiteral(bool Value, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

public sealed record NullLiteral(TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary><c>INTERVAL '3' HOUR</c> or <c>INTERVAL '1 day 2 hours'</c></summary>
/// <param name="Text">What stands in the quotes.</param>
/// <param name="Unit">Lower case, as written (singular or plural); null when the text names its units.</param>
/// <param name="Span">From INTERVAL to the end.</param>
public sealed record IntervalLiteral(string Text, string? Unit, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary><c>TIMESTAMP '…'</c>, <c>DATE '…'</c> or <c>TIME '…'</c></summary>
public sealed record TypedLiteral(NamedType Type, string Text, TextSpan Span) : Expression(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Type];
}
