namespace Weir.Planner.Logical;

/// <summary>
/// Makes fewer and earlier steps of a plan: filters that follow each other become one, projections too where nothing is computed twice,
/// and a filter goes below a projection that only passes on the columns it looks at. Nothing moves through a step that several others
/// read. No row meets an expression that the written order would have kept from it.
/// </summary>
internal sealed class PlanSimplifier
{
    /// <summary>How high a merged expression may grow; evaluators recurse.</summary>
    private const int HeightMax = 500;

    private readonly Dictionary<LogicalNode, LogicalNode> _done = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<LogicalNode> _shared = new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<LogicalOutput> Simplify(IReadOnlyList<LogicalOutput> outputs)
    {
        var simplifier = new PlanSimplifier();
        simplifier.FindShared(outputs);
        return [.. outputs.Select(output => output with { Node = simplifier.Rewrite(output.Node) })];
    }

    private void FindShared(IReadOnlyList<LogicalOutput> outputs)
    {
        var seen = new HashSet<LogicalNode>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<LogicalNode>(outputs.Select(output => output.Node));
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                _shared.Add(node);
                continue;
            }

            foreach (var input in node.Inputs)
            {
                pending.Push(input);
            }
        }
    }

    private LogicalNode Rewrite(LogicalNode node)
    {
        if (_done.TryGetValue(node, out var done))
        {
            return done;
        }

        var result = node switch
        {
            LogicalFilter filter => Filter(Rewrite(filter.Inputs[0]), filter.Condition),
            LogicalProject project => Project(Rewrite(project.Inputs[0]), project),
            LogicalUnion union => new LogicalUnion([.. union.Inputs.Select(Rewrite)], union.Schema),
            _ => node,
        };
        if (_shared.Contains(node))
        {
            _shared.Add(result);
        }

        _done.Add(node, result);
        return result;
    }

    private LogicalNode Filter(LogicalNode input, Expression condition)
    {
        if (condition is LiteralExpression { Value: true })
        {
            return input;
        }

        if (_shared.Contains(input))
        {
            return new LogicalFilter(input, condition);
        }

        switch (input)
        {
            case LogicalFilter before:
                return new LogicalFilter(before.Inputs[0], Both(before.Condition, condition));
            case LogicalProject project when OnlyPasses(project, condition):
                var below = ExpressionRewriter.Replace(condition, column => project.Expressions[column.Index]);
                return new LogicalProject(Filter(project.Inputs[0], below), project.Expressions, project.Schema);
            default:
                return new LogicalFilter(input, condition);
        }
    }

    private LogicalProject Project(LogicalNode input, LogicalProject project)
    {
        if (input is not LogicalProject inner || _shared.Contains(input) || !CanMerge(project, inner))
        {
            return new LogicalProject(input, project.Expressions, project.Schema);
        }

        var merged = project.Expressions.Select(expression => ExpressionRewriter.Replace(expression, column => inner.Expressions[column.Index]));
        return new LogicalProject(inner.Inputs[0], [.. merged], project.Schema);
    }

    /// <summary>
    /// A row for which the first condition is NULL never reached the second one as written; AND would evaluate it. So a second condition
    /// that can fail comes behind a first that is never NULL.
    /// </summary>
    private static LogicalExpression Both(Expression first, Expression second)
    {
        var isGuarded = first.IsNullable && ExpressionRewriter.CanFail(second);
        return new LogicalExpression(IsAnd: true, isGuarded
            ? new BooleanTestExpression(first, Value: true, IsNegated: false)
            : first, second);
    }

    private static bool OnlyPasses(LogicalProject project, Expression condition) =>
        ExpressionRewriter.CountColumns([condition]).Keys.All(index => IsTrivial(project.Expressions[index]));

    private static bool CanMerge(LogicalProject outer, LogicalProject inner)
    {
        var height = 0;
        foreach (var (index, count) in ExpressionRewriter.CountColumns(outer.Expressions))
        {
            var expression = inner.Expressions[index];
            if (IsTrivial(expression))
            {
                continue;
            }

            if (count > 1 || !IsDeterministic(expression))
            {
                return false;
            }

            height = Math.Max(height, ExpressionRewriter.HeightOf(expression));
        }

        return height == 0 || height + outer.Expressions.Max(ExpressionRewriter.HeightOf) <= HeightMax;
    }

    private static bool IsTrivial(Expression expression) => expression is ColumnExpression or LiteralExpression;

    private static bool IsDeterministic(Expression expression) =>
        expression is not CallExpression { Function.IsDeterministic: false } && ExpressionRewriter.ChildrenOf(expression).All(IsDeterministic);
}
