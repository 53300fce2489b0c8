using Weir.Planner.Physical;
using Weir.Sql.Tests;
using Xunit.Abstractions;

namespace Weir.Planner.Tests;

public sealed class MutationTests(ITestOutputHelper output)
{
    private const int ScriptCount = 5_000;

    [Fact]
    public void Broken_scripts_never_throw_or_point_outside_the_text()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("WEIR_TEST_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var good = GoldenTests.PlannedScripts.ToList();
        var mutator = new ScriptMutator(seed, [.. Corpus.Scripts, .. good, .. good, .. good, .. good]);
        var planned = 0;
        for (var i = 0; i < ScriptCount; i++)
        {
            var text = mutator.Next();
            try
            {
                planned += Check(text) ? 1 : 0;
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, script {i}: {exception}\n{text}");
            }
        }

        output.WriteLine($"{planned} of {ScriptCount} scripts had a plan");
    }

    [Theory]
    [InlineData("a BETWEEN 1 AND ")]
    [InlineData("CASE CASE a WHEN 1 THEN 2 END WHEN 1 THEN 3 WHEN ")]
    [InlineData("a || ")]
    [InlineData("NOT ")]
    [InlineData("n + ")]
    [InlineData("y AND ")]
    public void Long_chains_are_planned_or_refused(string part)
    {
        foreach (var count in new[] { 50, 190, 400 })
        {
            Check($"{Planned.Tables}SELECT {string.Concat(Enumerable.Repeat(part, count))} n FROM t");
            Check($"{Planned.Tables}SELECT {string.Concat(Enumerable.Repeat(part.Replace("a ", "n "), count))} n FROM t");
        }

        Check($"{Planned.Tables}SELECT n {string.Concat(Enumerable.Repeat("BETWEEN 1 AND 2 ", 400))} FROM t");
        Check($"{Planned.Tables}SELECT y {string.Concat(Enumerable.Repeat("BETWEEN y AND y ", 400))} FROM t");
    }

    [Fact]
    public void Long_chains_of_views_are_planned_or_refused()
    {
        var views = Enumerable.Range(1, 3000).Select(i => $"CREATE VIEW v{i} AS SELECT n + 1 AS n FROM v{i - 1} WHERE n > {i};\n");
        Check($"{Planned.Tables}CREATE VIEW v0 AS SELECT n FROM t;\n{string.Concat(views)}SELECT n FROM v3000;");
        views = Enumerable.Range(1, 200).Select(i => $"CREATE VIEW v{i} AS SELECT n + n AS n FROM v{i - 1} UNION ALL SELECT n FROM v{i - 1};\n");
        Check($"{Planned.Tables}CREATE VIEW v0 AS SELECT n FROM t;\n{string.Concat(views)}SELECT n FROM v100;");
    }

    [Fact]
    public void Thousands_of_mistakes_and_columns_take_no_time()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var columns = string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"column_with_a_long_name_{i} BIGINT"));
        var table = $"CREATE TABLE wide ({columns}) WITH (connector = 'single_file', path = 'x', format = 'json');\n";
        Check($"{table}SELECT * FROM wide WHERE column_with_a_long_name_7 > 1;");
        Check($"{table}SELECT {string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"column_with_a_wrong_name_{i}"))} FROM wide;");
        Check(string.Concat(Enumerable.Range(0, 5000).Select(i => $"CREATE VIEW view_{i} AS SELECT a FROM table_{i};\n")));
        Check($"{Planned.Tables}SELECT n IN ({string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"-{i}"))}) AS x FROM t;");
        // Far more than any machine needs, and far less than work that grows with the square.
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(1));
    }

    private static bool Check(string text)
    {
        var result = Planned.Plan(text);
        var source = new SourceText(text);
        foreach (var diagnostic in result.Diagnostics)
        {
            Assert.True(diagnostic.Span is { Start: >= 0, Length: >= 0 } && diagnostic.Span.End <= text.Length, diagnostic.ToString());
            Assert.NotEmpty(DiagnosticFormatter.Format(source, diagnostic));
        }

        Assert.Equal(result.Plan is null, result.HasErrors);
        if (result.Plan is { } plan)
        {
            CheckPlan(plan);
        }

        return result.Plan is not null;
    }

    /// <summary>Every expression finds its columns, with the type it expects, and can be compiled.</summary>
    private static void CheckPlan(PhysicalPlan plan)
    {
        Assert.NotEmpty(plan.ToJson());
        Assert.NotEmpty(ExplainFormatter.Format(plan));
        Assert.Equal(plan.Nodes.Length, plan.Nodes.Select(node => node.Id).Distinct().Count());
        using var pool = new SlabPool();
        foreach (var node in plan.Nodes)
        {
            Assert.All(node.Inputs, input => Assert.Contains(input, plan.Nodes));
            switch (node)
            {
                case SourceNode source:
                    CheckProjection(pool, source.Decoded, [.. source.Outputs], source.Schema);
                    break;
                case WatermarkNode { Expression: { } expression } watermark:
                    CheckColumns(expression, watermark.Schema);
                    break;
                case FilterNode filter:
                    CheckColumns(filter.Condition, filter.Input.Schema);
                    new Predicate(pool, filter.Schema, filter.Condition, filter.Kept).Dispose();
                    break;
                case ProjectNode project:
                    CheckProjection(pool, project.Input.Schema, [.. project.Expressions], project.Schema);
                    break;
                case UnionNode or SinkNode:
                    Assert.All(node.Inputs, input => Assert.Equal(
                        node.Schema.Fields.Select(field => (field.Name, field.Type)), input.Schema.Fields.Select(field => (field.Name, field.Type))));
                    break;
            }
        }
    }

    private static void CheckProjection(SlabPool pool, Schema input, Expression[] expressions, Schema output)
    {
        Assert.All(expressions, expression => CheckColumns(expression, input));
        Assert.Equal(output.Fields.Select(field => field.Type), expressions.Select(expression => expression.Type));
        new Projection(pool, output, [.. expressions]).Dispose();
    }

    private static void CheckColumns(Expression expression, Schema schema)
    {
        if (expression is ColumnExpression column)
        {
            Assert.InRange(column.Index, 0, schema.Count - 1);
            Assert.Equal(schema[column.Index].Type, column.Type);
        }

        foreach (var child in Logical.ExpressionRewriter.ChildrenOf(expression))
        {
            CheckColumns(child, schema);
        }
    }
}
