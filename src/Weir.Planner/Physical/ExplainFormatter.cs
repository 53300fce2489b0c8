using System.Text;
using Weir.Planner.Catalog;

namespace Weir.Planner.Physical;

/// <summary>A plan for people: each sink with the operators that feed it below, expressions as SQL. Secrets are shown as <c>***</c>.</summary>
public static class ExplainFormatter
{
    public static string Format(PhysicalPlan plan)
    {
        var output = new StringBuilder();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sink in plan.Sinks)
        {
            Append(output, sink, 0, shown);
        }

        if (plan.OnError != BadDataPolicy.Fail)
        {
            output.Append($"rows that cannot be computed: {PlanJson.Name(plan.OnError)}\n");
        }

        return output.ToString();
    }

    private static void Append(StringBuilder output, PhysicalNode node, int depth, HashSet<string> shown)
    {
        output.Append(' ', depth * 2);
        if (!shown.Add(node.Id))
        {
            output.Append($"{node.Id} (see above)\n");
            return;
        }

        output.Append($"{node.Id}: {Describe(node)}\n");
        output.Append(' ', (depth * 2) + 2).Append($"→ {node.Schema}\n");
        if (node is SourceNode { IsPassThrough: false } source)
        {
            output.Append(' ', (depth * 2) + 2).Append($"decoded {source.Decoded}\n");
        }

        foreach (var input in node.Inputs)
        {
            Append(output, input, depth + 1, shown);
        }
    }

    private static string Describe(PhysicalNode node) => node switch
    {
        SourceNode source =>
            $"read {DescribeTable(source.Table, TableUse.Source)}{DescribeOutputs(source)}, bad data: {PlanJson.Name(source.Table.BadData)}",
        WatermarkNode { Expression: null } => "watermark: time of arrival less 1 second",
        WatermarkNode watermark => $"watermark: {watermark.Expression}",
        FilterNode filter => $"where {filter.Condition}",
        ProjectNode project => $"select {string.Join(", ", project.Expressions.Select((expression, i) => Named(expression, project.Schema[i].Name)))}",
        UnionNode => "union all",
        SinkNode { Table: { } table } => $"write {DescribeTable(table, TableUse.Sink)}",
        SinkNode preview => $"show the rows of SELECT {preview.PreviewNumber}",
        _ => node.Kind,
    };

    private static string DescribeOutputs(SourceNode source)
    {
        var computed = source.Outputs.Select((output, i) => (output, source.Schema[i].Name))
            .Where(pair => pair.output is not ColumnExpression).ToList();
        return computed.Count == 0 ? "" : $", computing {string.Join(", ", computed.Select(pair => Named(pair.output, pair.Name)))}";
    }

    private static string Named(Expression expression, string name)
    {
        var text = expression.ToString();
        var quoted = SqlText.Identifier(name);
        return text == quoted ? text! : $"{text} AS {quoted}";
    }

    private static string DescribeTable(ConnectorTable table, TableUse use)
    {
        var format = table.Format is null ? "" : $", {table.Format.Name}";
        var ofProfile = table.StoredProfile is { } stored ? [KeyValuePair.Create("connection_profile", stored.Name)]
            : table.Profile is { } profile ? table.Connector.Options.Profile!.ToShown(profile) : Enumerable.Empty<KeyValuePair<string, string>>();
        var shown = ofProfile.Concat(table.Connector.Options.Table.ToShown(table.Settings(use)).Where(option => option.Key != "type"));
        var options = string.Concat(shown.Select(option => $", {option.Key} = {SqlPrinter.QuoteText(option.Value)}"));
        var idle = table.IdleTimeout is { } timeout ? DurationText.Format(timeout.Ticks * 100) : "never";
        var suffix = table.Watermark is null ? "" : $", idle after {idle}";
        return $"{SqlPrinter.QuoteName(table.Name)} ({table.Connector.Name}{format}{options}{suffix})";
    }
}
