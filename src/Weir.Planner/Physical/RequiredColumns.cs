using Weir.Planner.Logical;

namespace Weir.Planner.Physical;

/// <summary>Which columns of each step something behind it uses.</summary>
internal sealed class RequiredColumns
{
    private readonly Dictionary<LogicalNode, SortedSet<int>> _required = new(ReferenceEqualityComparer.Instance);

    public RequiredColumns(IReadOnlyList<LogicalOutput> outputs)
    {
        foreach (var output in outputs)
        {
            Of(output.Node).UnionWith(output.Columns);
        }

        // All who read a node come before it, so its set is complete when its inputs are asked for theirs.
        foreach (var node in ReadersFirst(outputs))
        {
            Visit(node);
        }
    }

    public SortedSet<int> Of(LogicalNode node)
    {
        if (!_required.TryGetValue(node, out var required))
        {
            _required.Add(node, required = []);
        }

        return required;
    }

    private void Visit(LogicalNode node)
    {
        var required = Of(node);
        switch (node)
        {
            case LogicalFilter filter:
                Of(filter.Inputs[0]).UnionWith(required);
                Of(filter.Inputs[0]).UnionWith(ExpressionRewriter.CountColumns([filter.Condition]).Keys);
                break;
            case LogicalProject project:
                Of(project.Inputs[0]).UnionWith(ExpressionRewriter.CountColumns(required.Select(i => project.Expressions[i])).Keys);
                break;
            case LogicalUnion union:
                foreach (var input in union.Inputs)
                {
                    Of(input).UnionWith(required);
                }

                break;
        }
    }

    private static List<LogicalNode> ReadersFirst(IReadOnlyList<LogicalOutput> outputs)
    {
        var seen = new HashSet<LogicalNode>(ReferenceEqualityComparer.Instance);
        var order = new List<LogicalNode>();
        foreach (var output in outputs)
        {
            Add(output.Node);
        }

        order.Reverse();
        return order;

        void Add(LogicalNode node)
        {
            if (!seen.Add(node))
            {
                return;
            }

            foreach (var input in node.Inputs)
            {
                Add(input);
            }

            order.Add(node);
        }
    }
}
