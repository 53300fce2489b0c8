using System.Globalization;
using System.Text;
using Npgsql;

namespace Weir.Differential.Tests;

/// <summary>Evaluates expressions over rows in PostgreSQL; a row that fails is an error and the others go on.</summary>
internal sealed class PostgresEngine : IDisposable
{
    // A whole column first; only when one of its rows fails, row by row.
    private const string Function = """
        CREATE FUNCTION pg_temp.ask(expression text) RETURNS TABLE (number int, answer text, failed boolean) LANGUAGE plpgsql AS $$
        DECLARE k int;
        BEGIN
            BEGIN
                RETURN QUERY EXECUTE format('SELECT n, (%s)::text, false FROM t', expression);
                RETURN;
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
            FOR k IN SELECT n FROM t LOOP
                number := k; failed := false;
                BEGIN
                    EXECUTE format('SELECT (%s)::text FROM t WHERE n = %s', expression, k) INTO answer;
                EXCEPTION WHEN OTHERS THEN answer := SQLERRM; failed := true;
                END;
                RETURN NEXT;
            END LOOP;
        END $$
        """;

    private readonly NpgsqlConnection _connection;
    private int _rowCount;

    public PostgresEngine(PostgresServer server)
    {
        _connection = server.Source.OpenConnection();
        Execute("SET client_min_messages = error; SET timezone = 'UTC'");
        Execute(Function);
    }

    /// <summary>Makes these the rows that are asked about.</summary>
    public void Use(Values values)
    {
        _rowCount = values.Rows.Length;
        var columns = string.Concat(values.Types.Select((type, i) => $", {Values.Name(i)} {TypeName(type)}"));
        Execute($"DROP TABLE IF EXISTS pg_temp.t; CREATE TEMPORARY TABLE t (n int PRIMARY KEY{columns})");
        var rows = values.Rows.Select((row, n) => $"({n}{string.Concat(row.Select((value, i) => $", {Literal(value, values.Types[i])}"))})");
        Execute($"INSERT INTO t VALUES {string.Join(", ", rows)}");
    }

    public Answer[] Ask(string expression)
    {
        using var command = new NpgsqlCommand("SELECT number, answer, failed FROM pg_temp.ask($1)", _connection);
        command.Parameters.Add(new NpgsqlParameter { Value = expression });
        using var reader = command.ExecuteReader();
        var answers = new Answer[_rowCount];
        while (reader.Read())
        {
            answers[reader.GetInt32(0)] = reader.GetBoolean(2) ? Answer.Error : Answer.Of(reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        return answers;
    }

    public void Dispose() => _connection.Dispose();

    private void Execute(string text)
    {
        using var command = new NpgsqlCommand(text, _connection);
        command.ExecuteNonQuery();
    }

    private static string TypeName(DataType type) => type.Kind switch
    {
        TypeKind.UInt64 => "numeric(20, 0)",
        TypeKind.Float64 => "double precision",
        _ => type.ToString(),
    };

    private static string Literal(object? value, DataType type) => value switch
    {
        null => "NULL",
        double number => $"'{number.ToString("R", CultureInfo.InvariantCulture)}'",
        byte[] bytes => $"'\\x{Convert.ToHexString(bytes)}'",
        string text => $"U&'{Escaped(text)}'",
        _ => SqlText.Literal(value, type),
    };

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(CultureInfo.InvariantCulture, $"\\+{rune.Value:X6}");
        }

        return escaped.ToString();
    }
}
