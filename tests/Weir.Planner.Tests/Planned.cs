using Weir.Planner.Catalog;
using Weir.Planner.Physical;

namespace Weir.Planner.Tests;

/// <summary>Short ways to plan in tests.</summary>
internal static class Planned
{
    /// <summary>A source with a column of each type, and a sink that takes anything.</summary>
    public const string Tables = """
        CREATE TABLE t (
            i INT, n BIGINT NOT NULL, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(10, 2), s TEXT, j JSON, y BOOLEAN, ts TIMESTAMP NOT NULL,
            "userName" TEXT
        ) WITH (connector = 'single_file', path = 'in.json', format = 'json');
        CREATE TABLE out WITH (connector = 'blackhole');

        """;

    private static readonly TimeProvider Clock = new FixedClock();

    public static PlanResult Plan(string text, bool requiresQuery = true)
    {
        var script = SqlParser.Parse(new SourceText(text, "test.sql"));
        return ScriptPlanner.Plan(
            script, new InMemoryCatalog(), new TestConnectors(), new PlannerOptions { Time = Clock, RequiresQuery = requiresQuery });
    }

    public static PhysicalPlan Good(string text)
    {
        var result = Plan(text);
        Assert.True(result.Diagnostics.Count == 0, Show(text, result));
        return result.Plan!;
    }

    public static Diagnostic Error(string text, bool requiresQuery = true)
    {
        var result = Plan(text, requiresQuery);
        Assert.Null(result.Plan);
        return Assert.Single(result.Diagnostics);
    }

    /// <summary>What <c>SELECT … AS x FROM t</c> computes, as the planner wrote it, and its type.</summary>
    public static Expression Expression(string text)
    {
        var plan = Good($"{Tables}SELECT {text} AS x FROM t;");
        var sink = Assert.Single(plan.Sinks);
        return sink.Inputs[0] is ProjectNode project ? Bare(project.Expressions[0]) : new ColumnExpression(0, sink.Schema[0].Name, sink.Schema[0].Type, sink.Schema[0].IsNullable);
    }

    /// <summary>The expression without what the script says for it.</summary>
    private static Expression Bare(Expression expression) => expression is WrittenExpression written ? written.Operand : expression;

    public static Diagnostic ExpressionError(string text) => Error($"{Tables}SELECT {text} AS x FROM t;");

    public static ConnectorTable Table(string text) => Assert.IsType<ConnectorTable>(Assert.Single(Created(text)));

    public static IReadOnlyCollection<TableDefinition> Created(string text)
    {
        var result = Plan(text, requiresQuery: false);
        Assert.True(result.Diagnostics.Count == 0, Show(text, result));
        return result.Tables;
    }

    public static string Show(string text, PlanResult result) =>
        string.Concat(result.Diagnostics.Select(diagnostic => DiagnosticFormatter.Format(new SourceText(text, "test.sql"), diagnostic)));

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
