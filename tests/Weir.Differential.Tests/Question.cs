namespace Weir.Differential.Tests;

/// <summary>One expression over the columns of <see cref="Values"/>, in the words of each engine.</summary>
/// <param name="Weir">In our dialect; the others' are derived from it where nothing else is said. An empty text does not ask.</param>
/// <param name="Tolerance">How far two doubles may be apart, relative to each other: 0 for all but transcendental functions.</param>
internal sealed record Question(string Weir, string? Postgres = null, string? DuckDb = null, double Tolerance = 0)
{
    public string ForPostgres => Postgres ?? Weir
        .Replace("BIGINT UNSIGNED", "NUMERIC(20, 0)", StringComparison.Ordinal)
        .Replace("DOUBLE", "DOUBLE PRECISION", StringComparison.Ordinal);

    public string ForDuckDb => DuckDb ?? Weir
        .Replace("BIGINT UNSIGNED", "UBIGINT", StringComparison.Ordinal);
}
