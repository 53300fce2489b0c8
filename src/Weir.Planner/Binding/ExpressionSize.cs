namespace Weir.Planner.Binding;

/// <summary>
/// Some forms use an operand several times (BETWEEN, CASE x WHEN). Nested they would grow without bound, so what is used again may only
/// have a certain size.
/// </summary>
internal static class ExpressionSize
{
    public const int ReusedMax = 200;

    /// <summary>Nodes of the tree, counted no further than just above the limit.</summary>
    public static bool IsAtMost(Expression expression, int limit)
    {
        var pending = new Stack<Expression>();
        pending.Push(expression);
        for (var count = 0; pending.TryPop(out var node); count++)
        {
            if (count >= limit)
            {
                return false;
            }

            foreach (var child in Logical.ExpressionRewriter.ChildrenOf(node))
            {
                pending.Push(child);
            }
        }

        return true;
    }
}
