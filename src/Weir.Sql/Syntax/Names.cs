namespace Weir.Sql.Syntax;

/// <summary>One word of a name.</summary>
/// <param name="Text">As it was typed, without quotes.</param>
/// <param name="IsQuoted">Quoted names are kept as they are, others are folded.</param>
/// <param name="Span">With the quotes.</param>
public sealed record Identifier(string Text, bool IsQuoted, TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>The name that an expression means: lower case unless it was quoted.</summary>
    public string Name { get; } = IsQuoted ? Text : Text.ToLowerInvariant();

    public override IEnumerable<SyntaxNode> Children => [];
}

/// <summary>The name of a table, view or function; more than one part when it is written with dots.</summary>
public sealed record ObjectName(IReadOnlyList<Identifier> Parts, TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>The last part, folded.</summary>
    public string Name => Parts[^1].Name;

    public override IEnumerable<SyntaxNode> Children => Parts;
}
