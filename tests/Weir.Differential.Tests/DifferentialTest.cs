namespace Weir.Differential.Tests;

/// <summary>Asks us and another engine the same questions over the same rows.</summary>
[Collection(Name)]
public abstract class DifferentialTest(PostgresServer postgres)
{
    internal const string Name = "differential";

    /// <param name="list">The name of the list of differences.</param>
    private protected void CompareWithPostgres(string list, IEnumerable<(string Types, Values Values, IEnumerable<Question> Questions)> sweep)
    {
        using var weir = new WeirEngine();
        using var engine = new PostgresEngine(postgres);
        var differences = new Differences(list, "postgres");
        foreach (var (types, values, questions) in sweep)
        {
            engine.Use(values);
            foreach (var question in questions.Where(question => question.ForPostgres.Length > 0))
            {
                var ours = weir.Ask(question.Weir, values, out var refusal);
                differences.Compare(types, question, values, ours, engine.Ask(question.ForPostgres), refusal);
            }
        }

        differences.Check();
    }

    private protected static void CompareWithDuckDb(string list, IEnumerable<(string Types, Values Values, IEnumerable<Question> Questions)> sweep)
    {
        using var weir = new WeirEngine();
        using var engine = new DuckDbEngine();
        var differences = new Differences(list, "duckdb");
        foreach (var (types, values, questions) in sweep)
        {
            engine.Use(values);
            foreach (var question in questions.Where(question => question.ForDuckDb.Length > 0))
            {
                var ours = weir.Ask(question.Weir, values, out var refusal);
                differences.Compare(types, question, values, ours, engine.Ask(question.ForDuckDb), refusal);
            }
        }

        differences.Check();
    }
}

/// <summary>One server for all tests of this project.</summary>
[CollectionDefinition(DifferentialTest.Name)]
public sealed class DifferentialCollection : ICollectionFixture<PostgresServer>;
