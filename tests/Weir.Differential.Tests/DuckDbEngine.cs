using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Differential.Tests;

/// <summary>Evaluates expressions over rows in DuckDB, in this process.</summary>
internal sealed class DuckDbEngine : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private int _rowCount;

    public DuckDbEngine()
    {
        _connection.Open();
        Execute("SET threads = 1; SET timezone = 'UTC'");
    }

    /// <summary>Makes these the rows that are asked about.</summary>
    public void Use(Values values)
    {
        _rowCount = values.Rows.Length;
        var columns = string.Concat(values.Types.Select((type, i) => $", {Values.Name(i)} {TypeName(type)}"));
        Execute($"CREATE OR REPLACE TABLE t (n INT{columns})");
        var rows = values.Rows.Select((row, n) => $"({n}{string.Concat(row.Select((value, i) => $", {Literal(value, values.Types[i])}"))})");
        Execute($"INSERT INTO t VALUES {string.Join(", ", rows)}");
    }

    public Answer[] Ask(string expression)
    {
        var answers = new Answer[_rowCount];
        if (TryAsk(expression, "", answers))
        {
            return answers;
        }

        for (var row = 0; row < _rowCount; row++)
        {
            if (!TryAsk(expression, $"WHERE n = {row}", answers))
            {
                answers[row] = Answer.Error;
            }
        }

        return answers;
    }

    public void Dispose() => _connection.Dispose();

    private bool TryAsk(string expression, string where, Answer[] answers)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = $"SELECT n, CAST(({expression}) AS VARCHAR) FROM t {where}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                answers[reader.GetInt32(0)] = Answer.Of(reader.IsDBNull(1) ? null : reader.GetString(1));
            }

            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }

    private void Execute(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static string TypeName(DataType type) => type.Kind switch
    {
        TypeKind.UInt64 => "UBIGINT",
        TypeKind.Timestamp => "TIMESTAMP_NS",
        _ => type.ToString(),
    };

    private static string Literal(object? value, DataType type) => value switch
    {
        null => "NULL",
        double number => $"'{number.ToString("R", CultureInfo.InvariantCulture)}'::DOUBLE",
        long nanos when type.Kind == TypeKind.Timestamp => $"'{TemporalText.FormatTimestamp(nanos)}'::TIMESTAMP_NS",
        _ => SqlText.Literal(value, type),
    };
}
