using Weir.Planner.Logical;

namespace Weir.Planner.Physical;

/// <summary>Which columns of each step something behind it uses.</summary>
internal sealed class RequiredColumns
{
    private readonly Dictionary<LogicalNode, HashSet<int>> _required = new(ReferenceEqualityComparer.Instance);

    public RequiredColumns(IReadOnlyList<LogicalOutput> outputs)
    {
        foreach (var output in outputs)
        {
            SetOf(output.Node).UnionWith(output.Columns);
        }

        // All who read a node come before it, so its set is complete when its inputs are asked for theirs.
        foreach (var node in ReadersFirst(outputs))
        {
            Visit(node);
        }
    }

    /// <summary>In ascending order.</summary>
    public int[] Of(LogicalNode node) => Ascending(SetOf(node));

    /// <summary>A sorted set would have to be compiled at every start, for a handful of columns.</summary>
    public static int[] Ascending(HashSet<int> columns)
    {
        int[] ascending = [.. columns];
        Array.Sort(ascending);
        return ascending;
    }

    private HashSet<int> SetOf(LogicalNode node)
    {
        if (!_required.TryGetValue(node, out var required))
        {
            _required.Add(node, required = []);
        }

        return required;
    }

    private void Visit(LogicalNode node)
    {
        var required = SetOf(node);
        switch (node)
        {
            case LogicalFilter filter:
                SetOf(filter.Inputs[0]).UnionWith(required);
                SetOf(filter.Inputs[0]).UnionWith(ExpressionRewriter.CountColumns([filter.Condition]).Keys);
                break;
            case LogicalProject project:
                SetOf(project.Inputs[0]).UnionWith(ExpressionRewriter.CountColumns(required.Select(i => project.Expressions[i])).Keys);
                break;
            case LogicalUnion union:
                foreach (var input in union.Inputs)
                {
                    SetOf(input).UnionWith(required);
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
