namespace Weir.Planner.Logical;

/// <summary>Walks and rebuilds bound expressions.</summary>
internal static class ExpressionRewriter
{
    public static IEnumerable<Expression> ChildrenOf(Expression expression) => expression switch
    {
        ArithmeticExpression e => [e.Left, e.Right],
        ComparisonExpression e => [e.Left, e.Right],
        DistinctExpression e => [e.Left, e.Right],
        LogicalExpression e => [e.Left, e.Right],
        NotExpression e => [e.Operand],
        NegateExpression e => [e.Operand],
        IsNullExpression e => [e.Operand],
        BooleanTestExpression e => [e.Operand],
        CastExpression e => [e.Operand],
        NotNullExpression e => [e.Operand],
        WrittenExpression e => [e.Operand],
        LikeExpression e => [e.Operand],
        RegexMatchExpression e => [e.Operand],
        InListExpression e => [e.Operand],
        CaseExpression e => e.Branches.SelectMany(branch => new[] { branch.When, branch.Then }).Concat(e.Else is null ? [] : [e.Else]),
        CallExpression e => e.Arguments,
        _ => [],
    };

    /// <summary>The expression with every column replaced.</summary>
    public static Expression Replace(Expression expression, Func<ColumnExpression, Expression> replace)
    {
        Expression Go(Expression part) => Replace(part, replace);
        return expression switch
        {
            ColumnExpression e => replace(e),
            ArithmeticExpression e => e with { Left = Go(e.Left), Right = Go(e.Right) },
            ComparisonExpression e => e with { Left = Go(e.Left), Right = Go(e.Right) },
            DistinctExpression e => e with { Left = Go(e.Left), Right = Go(e.Right) },
            LogicalExpression e => e with { Left = Go(e.Left), Right = Go(e.Right) },
            NotExpression e => e with { Operand = Go(e.Operand) },
            NegateExpression e => e with { Operand = Go(e.Operand) },
            IsNullExpression e => e with { Operand = Go(e.Operand) },
            BooleanTestExpression e => e with { Operand = Go(e.Operand) },
            CastExpression e => e with { Operand = Go(e.Operand) },
            NotNullExpression e => e with { Operand = Go(e.Operand) },
            WrittenExpression e => e with { Operand = Go(e.Operand) },
            LikeExpression e => e with { Operand = Go(e.Operand) },
            RegexMatchExpression e => e with { Operand = Go(e.Operand) },
            InListExpression e => e with { Operand = Go(e.Operand) },
            CaseExpression e => e with
            {
                Branches = [.. e.Branches.Select(branch => new CaseBranch(Go(branch.When), Go(branch.Then)))],
                Else = e.Else is null ? null : Go(e.Else),
            },
            CallExpression e => e with { Arguments = [.. e.Arguments.Select(Go)] },
            _ => expression,
        };
    }

    /// <summary>How often each column is used.</summary>
    public static Dictionary<int, int> CountColumns(IEnumerable<Expression> expressions)
    {
        var counts = new Dictionary<int, int>();
        var pending = new Stack<Expression>(expressions);
        while (pending.TryPop(out var node))
        {
            if (node is ColumnExpression column)
            {
                counts[column.Index] = counts.GetValueOrDefault(column.Index) + 1;
            }

            foreach (var child in ChildrenOf(node))
            {
                pending.Push(child);
            }
        }

        return counts;
    }

    /// <summary>The height of the tree.</summary>
    public static int HeightOf(Expression expression) => 1 + ChildrenOf(expression).Select(HeightOf).DefaultIfEmpty(0).Max();

    /// <summary>Whether evaluation can fail for a row: then it may not move to rows that it was not meant for.</summary>
    public static bool CanFail(Expression expression) =>
        expression is CastExpression { IsTry: false } or NotNullExpression or ArithmeticExpression { Operator: ArithmeticOperator.Divide or ArithmeticOperator.Modulo }
            or ArithmeticExpression { Type.Kind: TypeKind.Decimal128 or TypeKind.Timestamp or TypeKind.Interval }
            or NegateExpression { Type.Kind: TypeKind.Interval } or CallExpression
        || ChildrenOf(expression).Any(CanFail);
}
