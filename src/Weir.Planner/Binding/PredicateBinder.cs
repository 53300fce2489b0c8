namespace Weir.Planner.Binding;

/// <summary>IS, IN, BETWEEN and LIKE.</summary>
internal sealed class PredicateBinder(BindingContext context, ExpressionBinder expressions)
{
    public Expression? Bind(Syntax.Expression syntax) => syntax switch
    {
        Syntax.IsExpression test => Is(test),
        Syntax.IsDistinctExpression distinct => expressions.Bind(distinct.Left) is { } left && expressions.Bind(distinct.Right) is { } right
            ? expressions.Operators.Distinct(left, right, distinct.Left, distinct.Right, distinct.IsNegated, distinct.Span)
            : null,
        Syntax.InListExpression list => In(list),
        Syntax.BetweenExpression between => Between(between),
        _ => Like((Syntax.LikeExpression)syntax),
    };

    private Expression? Is(Syntax.IsExpression syntax)
    {
        if (syntax.Test == Syntax.TruthTest.Null)
        {
            return expressions.Bind(syntax.Operand) is { } operand ? IsNull(operand, syntax.IsNegated) : null;
        }

        if (expressions.BindCondition(syntax.Operand, $"the operand of IS {syntax.Test.ToString().ToUpperInvariant()}") is not { } condition)
        {
            return null;
        }

        return syntax.Test == Syntax.TruthTest.Unknown
            ? IsNull(condition, syntax.IsNegated)
            : new BooleanTestExpression(condition, syntax.Test == Syntax.TruthTest.True, syntax.IsNegated);
    }

    private static Expression IsNull(Expression operand, bool isNegated) => operand is { IsNullable: false } and ColumnExpression
        ? isNegated ? LiteralExpression.True : LiteralExpression.False
        : new IsNullExpression(operand, isNegated);

    private Expression? Between(Syntax.BetweenExpression syntax)
    {
        var operand = expressions.Bind(syntax.Operand);
        var low = expressions.Bind(syntax.Low);
        var high = expressions.Bind(syntax.High);
        if (operand is null || low is null || high is null || IsTooLarge(operand, syntax.Operand))
        {
            return null;
        }

        var above = expressions.Operators.Compare(ComparisonOperator.GreaterOrEqual, operand, low, syntax.Operand, syntax.Low, syntax.Span);
        var below = expressions.Operators.Compare(ComparisonOperator.LessOrEqual, operand, high, syntax.Operand, syntax.High, syntax.Span);
        if (above is null || below is null)
        {
            return null;
        }

        Expression both = context.Folder.Fold(new LogicalExpression(IsAnd: true, above, below));
        return syntax.IsNegated ? new NotExpression(both) : both;
    }

    /// <summary>Constants are looked up together; a NULL among them, and what is no constant, are compared one by one.</summary>
    private Expression? In(Syntax.InListExpression syntax)
    {
        if (expressions.Bind(syntax.Operand) is not { } operand || expressions.Operators.RefuseUnion(operand, syntax.Operand))
        {
            return null;
        }

        var items = new List<Expression>(syntax.Items.Count);
        DataType? common = operand.Type;
        foreach (var item in syntax.Items)
        {
            if (expressions.Bind(item) is not { } bound || expressions.Operators.RefuseUnion(bound, item))
            {
                return null;
            }

            if (expressions.Coercion.RefuseText(operand, syntax.Operand, bound) || expressions.Coercion.RefuseText(bound, item, operand))
            {
                return null;
            }

            // A text constant is read as what it is compared with.
            if (Coercion.TextConstant(operand, bound) is { } constantType && bound is LiteralExpression { Value: string })
            {
                if (expressions.Coercion.To(bound, constantType, item.Span) is not { } constant)
                {
                    return null;
                }

                bound = constant;
            }

            bound = expressions.Coercion.Narrow(bound, operand.Type);
            var next = TypeRules.CommonType(common, bound.Type);
            if (next is null)
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, $"IN cannot compare {common} with {bound.Type}", item.Span, "cast the values to one type");
                return null;
            }

            common = next;
            items.Add(bound);
        }

        if (items.Exists(item => IsDateAndTimestamp(operand, item) || Coercion.TextConstant(operand, item) is not null))
        {
            return CompareEach(syntax, operand, items);
        }

        common = common.Kind == TypeKind.Null ? DataType.Bool : common;
        if (expressions.Coercion.To(operand, common, syntax.Operand.Span) is not { } value)
        {
            return null;
        }

        return Assemble(syntax, value, items, common) switch
        {
            InListExpression list => list with { IsNegated = syntax.IsNegated },
            { } any when syntax.IsNegated => new NotExpression(any),
            var any => any,
        };
    }

    private static bool IsDateAndTimestamp(Expression left, Expression right) =>
        (left.Type.Kind, right.Type.Kind) is (TypeKind.Timestamp, TypeKind.Date32) or (TypeKind.Date32, TypeKind.Timestamp);

    /// <summary>Each item by itself, where no one type holds all.</summary>
    private Expression? CompareEach(Syntax.InListExpression syntax, Expression operand, List<Expression> items)
    {
        if (IsTooLarge(operand, syntax.Operand))
        {
            return null;
        }

        var parts = new List<Expression>();
        for (var i = 0; i < items.Count; i++)
        {
            if (expressions.Operators.Compare(
                ComparisonOperator.Equal, operand, items[i], syntax.Operand, syntax.Items[i], syntax.Items[i].Span) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        var any = AnyOf(parts, 0, parts.Count);
        return syntax.IsNegated ? new NotExpression(any) : any;
    }

    private Expression? Assemble(Syntax.InListExpression syntax, Expression value, List<Expression> items, DataType type)
    {
        var constants = ImmutableArray.CreateBuilder<LiteralExpression>();
        var parts = new List<Expression>();
        for (var i = 0; i < items.Count; i++)
        {
            if (expressions.Coercion.To(items[i], type, syntax.Items[i].Span) is not { } item)
            {
                return null;
            }

            switch (item)
            {
                case LiteralExpression { Value: null }:
                    parts.Add(LiteralExpression.Null(DataType.Bool));
                    break;
                case LiteralExpression literal:
                    constants.Add(literal);
                    break;
                default:
                    parts.Add(new ComparisonExpression(ComparisonOperator.Equal, value, item));
                    break;
            }
        }

        if (constants.Count > 0)
        {
            parts.Insert(0, context.Folder.Fold(new InListExpression(value, constants.ToImmutable(), IsNegated: false)));
        }

        return parts.Count > 1 && IsTooLarge(value, syntax.Operand) ? null : AnyOf(parts, 0, parts.Count);
    }

    /// <summary>A balanced tree, so that a long list does not make a high one.</summary>
    private Expression AnyOf(List<Expression> parts, int start, int count)
    {
        if (count == 1)
        {
            return parts[start];
        }

        var half = count / 2;
        return context.Folder.Fold(
            new LogicalExpression(IsAnd: false, AnyOf(parts, start, half), AnyOf(parts, start + half, count - half)));
    }

    private LikeExpression? Like(Syntax.LikeExpression syntax)
    {
        if (syntax.Kind == Syntax.LikeKind.SimilarTo)
        {
            context.Diagnostics.NotYet(DiagnosticCodes.UnbuiltExpression, "SIMILAR TO is not there yet", syntax.Span, "write a regular expression with ~, or LIKE");
            return null;
        }

        if (syntax.Escape is { Value.Length: not 1 } escape)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongCall, "ESCAPE takes one character", escape.Span, "for example ESCAPE '!'");
            return null;
        }

        var operand = expressions.Bind(syntax.Operand);
        var pattern = expressions.Bind(syntax.Pattern);
        if (operand is null || pattern is null)
        {
            return null;
        }

        var symbol = syntax.Escape is null ? '\\' : syntax.Escape.Value[0];
        return expressions.Operators.TextAndPattern(operand, pattern, syntax.Operand, syntax.Pattern, "a LIKE pattern") is var (text, wanted)
            ? new LikeExpression(text, wanted, symbol, syntax.Kind == Syntax.LikeKind.ILike, syntax.IsNegated)
            : null;
    }

    private bool IsTooLarge(Expression operand, Syntax.Expression at)
    {
        if (ExpressionSize.IsAtMost(operand, ExpressionSize.ReusedMax))
        {
            return false;
        }

        context.Diagnostics.Error(
            DiagnosticCodes.TooLarge, "the operand is too large to be compared several times", at.Span, "compute it in a subquery first");
        return true;
    }
}
