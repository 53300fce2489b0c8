using Weir.Planner.Binding;
using Weir.Planner.Catalog;
using Weir.Planner.Logical;
using Weir.Planner.Physical;
using Xunit.Abstractions;

namespace Weir.Planner.Tests;

/// <summary>A simplified plan gives what the written one gives, and fails for no row that the written one could compute.</summary>
public sealed class RewriteTests(ITestOutputHelper output)
{
    private const int QueryCount = 400;
    private const int RowCount = 12;

    private const string Tables =
        "CREATE TABLE t (n BIGINT, m BIGINT, s TEXT, p TEXT, y BOOLEAN) WITH (connector = 'single_file', path = 'x', format = 'json');\n";

    [Fact]
    public void Simplified_plans_compute_the_same()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("WEIR_TEST_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var pool = new SlabPool();
        var compared = 0;
        for (var i = 0; i < QueryCount; i++)
        {
            var text = Tables + new QueryGenerator(random).Script();
            var (written, simplified) = Plans(text, seed);
            for (var j = 0; j < RowCount; j++)
            {
                var row = QueryGenerator.Row(random);
                var expected = new PlanRunner(pool, row).Run(written);
                var actual = new PlanRunner(pool, row).Run(simplified);
                if (expected is not null)
                {
                    compared++;
                    Assert.True(expected == actual, $"seed {seed}\n{text}\n{string.Join(", ", row)}\nexpected {expected}\nactual {actual ?? "a failure"}");
                }
            }
        }

        output.WriteLine($"{compared} rows compared");
        Assert.True(compared > QueryCount);
        Assert.Equal((0, 0), (pool.RentedSlabs, pool.RentedBatches));
    }

    private static (IEnumerable<PhysicalNode> Written, IEnumerable<PhysicalNode> Simplified) Plans(string text, int seed)
    {
        var script = SqlParser.Parse(new SourceText(text));
        using var context = new BindingContext(script.Source, new TestConnectors(), new InMemoryCatalog(), new PlannerOptions());
        var outputs = new ScriptBinder(context).Bind(script);
        Assert.True(script.Diagnostics.Count + context.Diagnostics.ErrorCount == 0,
            $"seed {seed}\n{text}\n{string.Join('\n', script.Diagnostics.Concat(context.Diagnostics.Items))}");
        return (PhysicalPlanner.Plan(outputs), PhysicalPlanner.Plan(PlanSimplifier.Simplify(outputs)));
    }

    /// <summary>Views over views over a table, with numbers, texts and conditions that fail, are NULL, or decide.</summary>
    private sealed class QueryGenerator(Random random)
    {
        public static Dictionary<string, object?> Row(Random random)
        {
            string[] texts = ["1", "2", "x", ""];
            return new Dictionary<string, object?>
            {
                ["n"] = random.Next(4) == 0 ? null : (long)random.Next(-1, 3),
                ["m"] = random.Next(4) == 0 ? null : (long)random.Next(-1, 3),
                ["s"] = random.Next(4) == 0 ? null : texts[random.Next(4)],
                ["p"] = random.Next(4) == 0 ? null : texts[random.Next(4)],
                ["y"] = random.Next(3) == 0 ? null : random.Next(2) == 0,
            };
        }

        public string Script()
        {
            var from = "t";
            var script = "";
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                script += $"CREATE VIEW v{i} AS {Select(from)}{(random.Next(5) == 0 ? $" UNION ALL {Select(from)}" : "")};\n";
                from = $"v{i}";
            }

            script += $"{Select(from)};\n";
            return random.Next(3) == 0 ? $"{script}{Select(from)};\n" : script;
        }

        private string Select(string from)
        {
            var where = random.Next(3) > 0 ? $" WHERE {Bool(2)}" : "";
            return $"SELECT {Item(Number, "n")}, {Item(Number, "m")}, {Item(Text, "s")}, {Item(Text, "p")}, {Item(Bool, "y")} FROM {from}{where}";
        }

        private string Item(Func<int, string> make, string name) => $"{(random.Next(2) == 0 ? name : make(2))} AS {name}";

        private string Number(int depth) => random.Next(depth <= 0 ? 3 : 8) switch
        {
            0 => "n",
            1 => "m",
            2 => random.Next(3).ToString(),
            3 => $"({Number(depth - 1)} + {Number(depth - 1)})",
            4 => $"({Number(depth - 1)} / {Number(depth - 1)})",
            5 => $"CAST({Text(depth - 1)} AS BIGINT)",
            6 => $"CASE WHEN {Bool(depth - 1)} THEN {Number(depth - 1)} ELSE {Number(depth - 1)} END",
            _ => $"coalesce({Number(depth - 1)}, {Number(depth - 1)})",
        };

        private string Text(int depth) => random.Next(depth <= 0 ? 3 : 5) switch
        {
            0 => "s",
            1 => "p",
            2 => "'1'",
            3 => $"({Text(depth - 1)} || {Text(depth - 1)})",
            _ => $"CAST({Number(depth - 1)} AS TEXT)",
        };

        private string Bool(int depth) => random.Next(depth <= 0 ? 3 : 8) switch
        {
            0 => "y",
            1 => $"n > {random.Next(3)}",
            2 => "s IS NOT NULL",
            3 => $"({Bool(depth - 1)} AND {Bool(depth - 1)})",
            4 => $"({Bool(depth - 1)} OR {Bool(depth - 1)})",
            5 => $"(NOT {Bool(depth - 1)})",
            6 => $"({Number(depth - 1)} > {Number(depth - 1)})",
            _ => $"({Number(depth - 1)} IN (0, 1, NULL))",
        };
    }
}
