namespace Weir.Sql.Syntax;

/// <summary>A part of a script. Nodes are immutable; every child lies inside its parent's span.</summary>
/// <param name="Span">From the first to the last character of the node in the user's text, parentheses around it excluded.</param>
public abstract record SyntaxNode(TextSpan Span)
{
    /// <summary>The nodes directly below, in the order of the text.</summary>
    public abstract IEnumerable<SyntaxNode> Children { get; }

    /// <summary>Length of the longest path down to a leaf. The parser bounds it, so a walk over the tree may recurse.</summary>
    internal int Height { get; set; } = 1;

    /// <summary>This node and all below it, parents first.</summary>
    public IEnumerable<SyntaxNode> DescendantsAndSelf()
    {
        var pending = new Stack<SyntaxNode>();
        pending.Push(this);
        while (pending.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse())
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>The node as SQL.</summary>
    public sealed override string ToString() => SqlPrinter.Print(this);

    /// <summary>The nodes among the given ones and lists of them that are there at all.</summary>
    private protected static IEnumerable<SyntaxNode> Of(params SyntaxNode?[] nodes) => nodes.OfType<SyntaxNode>();
}
