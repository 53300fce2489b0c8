namespace Weir.Differential.Tests;

/// <summary>A test that asks a real PostgreSQL: skipped at home where there is none, failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
