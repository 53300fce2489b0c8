using System.Diagnostics;
using Weir.Sql.Syntax;
using Xunit.Abstractions;

namespace Weir.Sql.Tests;

public sealed class MutationTests(ITestOutputHelper output)
{
    private const int ScriptCount = 10_000;

    [Fact]
    public void Broken_scripts_never_throw_hang_or_point_outside_the_text()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("WEIR_TEST_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var mutator = new ScriptMutator(seed, Corpus.Scripts);
        var variables = new ScriptVariables(new Dictionary<string, string> { ["x"] = "y'z", ["DATA"] = "" });
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < ScriptCount; i++)
        {
            var text = mutator.Next();
            var started = Stopwatch.GetTimestamp();
            try
            {
                Check(text, i % 4 == 0 ? variables : ScriptVariables.None);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, script {i}: {exception}\n{text}");
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            slowest = elapsed > slowest ? elapsed : slowest;
        }

        output.WriteLine($"slowest script {slowest.TotalMilliseconds} ms");
        Assert.True(slowest < TimeSpan.FromSeconds(5), $"seed {seed}: a script took {slowest}");
    }

    [Theory]
    [InlineData("SELECT ", "(")]
    [InlineData("SELECT ", "- ")]
    [InlineData("SELECT ", "NOT ")]
    [InlineData("SELECT ", "CASE WHEN ")]
    [InlineData("SELECT ", "[")]
    [InlineData("SELECT ", "f(")]
    [InlineData("SELECT ", "CAST(")]
    [InlineData("SELECT * FROM ", "(")]
    [InlineData("", "SELECT * FROM (")]
    [InlineData("", "(")]
    [InlineData("SELECT 1::", "STRUCT<a ")]
    [InlineData("SELECT 1::", "ARRAY<")]
    [InlineData("", "WITH a AS (")]
    [InlineData("SELECT ", "a + ")]
    [InlineData("SELECT ", "a AND ")]
    [InlineData("SELECT x", "::INT")]
    [InlineData("SELECT x", "[1]")]
    [InlineData("SELECT (x)", ".a")]
    [InlineData("SELECT x", " IS NULL")]
    [InlineData("SELECT 1::INT", "[]")]
    [InlineData("", "SELECT 1 UNION ALL ")]
    [InlineData("SELECT * FROM a ", "JOIN b ON c ")]
    [InlineData("SELECT ", "a -> ")]
    public void Deep_nesting_and_long_chains_are_diagnostics(string start, string repeated)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, 50_000)) + "1";
        var script = SqlParser.Parse(new SourceText(text));
        Assert.Contains(script.Diagnostics, diagnostic => diagnostic.Code.Id == "S005");
        Assert.All(script.Diagnostics, diagnostic => AssertInside(text, diagnostic.Span));
    }

    [Fact]
    public void Hundreds_of_operators_and_thousands_of_values_are_fine()
    {
        var chain = "SELECT " + string.Join(" + ", Enumerable.Repeat("a", 500)) + " FROM t";
        Assert.Equal(chain, Parsed.Script(chain).Statements[0].ToString());
        Parsed.Script($"SELECT a IN ({string.Join(", ", Enumerable.Range(0, 20_000))}) FROM t");
    }

    [Fact]
    public void Quadratic_traps_are_read_in_linear_time()
    {
        var started = Stopwatch.GetTimestamp();
        string[] traps = ["${", "/*", "a.", "'\\", "((", "E'\\", "!", "a,", ";x"];
        foreach (var trap in traps)
        {
            var text = string.Concat(Enumerable.Repeat(trap, 500_000 / trap.Length));
            SqlParser.Parse(new SourceText(text), new ScriptVariables(new Dictionary<string, string> { ["x"] = "1" }));
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    internal static void Check(string text, ScriptVariables variables)
    {
        var script = SqlParser.Parse(new SourceText(text), variables);
        foreach (var diagnostic in script.Diagnostics)
        {
            AssertInside(text, diagnostic.Span);
            Assert.NotEmpty(DiagnosticFormatter.Format(script.Source, diagnostic));
        }

        foreach (var statement in script.Statements)
        {
            AssertInside(text, statement.Span);
            CheckTree(statement);
            var printed = statement.ToString();
            var again = SqlParser.Parse(new SourceText(printed));
            Assert.True(again.Statements.Count == 1 && again.Diagnostics.Count == 0, $"does not parse again: {printed}");
            Assert.Equal(printed, again.Statements[0].ToString());
        }
    }

    private static void CheckTree(SyntaxNode root)
    {
        foreach (var node in root.DescendantsAndSelf())
        {
            Assert.False(node is MissingExpression, "a missing expression is left in the tree");
            foreach (var child in node.Children)
            {
                Assert.True(node.Span.Contains(child.Span), $"{child.GetType().Name} {child.Span} leaves {node.GetType().Name} {node.Span}");
            }
        }
    }

    private static void AssertInside(string text, TextSpan span) =>
        Assert.True(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, $"{span} is outside of {text.Length} characters");
}
