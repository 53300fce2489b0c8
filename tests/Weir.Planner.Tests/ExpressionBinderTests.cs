namespace Weir.Planner.Tests;

public sealed class ExpressionBinderTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7", "BIGINT")]
    [InlineData("1.5 + 1", "2.5", "DOUBLE")]
    [InlineData("-9223372036854775808", "-9223372036854775808", "BIGINT")]
    [InlineData("18446744073709551615", "18446744073709551615", "BIGINT UNSIGNED")]
    [InlineData("18446744073709551616", "18446744073709551616", "DECIMAL(20, 0)")]
    [InlineData("-9223372036854775809", "-9223372036854775809", "DECIMAL(19, 0)")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999", "DECIMAL(38, 0)")]
    [InlineData("-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "DECIMAL(38, 0)")]
    [InlineData("-99999999999999999999999999999999999999::DECIMAL(38, 0)", "-99999999999999999999999999999999999999", "DECIMAL(38, 0)")]
    [InlineData("00000000000000000000000000000000000000000000000099999999999999999999", "99999999999999999999", "DECIMAL(20, 0)")]
    [InlineData("99999999999999999999990003 = 99999999999999999999990004", "FALSE", "BOOLEAN")]
    [InlineData("99999999999999999999990003 IN (1, 99999999999999999999990003)", "TRUE", "BOOLEAN")]
    [InlineData("99999999999999999999 = 1e20", "TRUE", "BOOLEAN")]
    [InlineData("'a' || 'b'", "'ab'", "TEXT")]
    [InlineData("CAST('12' AS INT)", "12", "INT")]
    [InlineData("TRY_CAST('x' AS INT)", "NULL", "INT")]
    [InlineData("upper('a') = 'A'", "TRUE", "BOOLEAN")]
    [InlineData("CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END", "'b'", "TEXT")]
    [InlineData("NULL AND FALSE", "FALSE", "BOOLEAN")]
    [InlineData("NULL = 1", "NULL", "BOOLEAN")]
    [InlineData("now()", "TIMESTAMP '2026-02-03T04:05:06'", "TIMESTAMP")]
    [InlineData("current_date", "DATE '2026-02-03'", "DATE")]
    [InlineData("TIMESTAMP '2024-01-01' - INTERVAL '1 day 2 hours'", "TIMESTAMP '2023-12-30T22:00:00'", "TIMESTAMP")]
    [InlineData("X'01ff'", "X'01FF'", "BYTEA")]
    [InlineData("DATE '2024-03-01'", "DATE '2024-03-01'", "DATE")]
    [InlineData("NULL", "NULL", "TEXT")]
    [InlineData("1 IN (1, NULL)", "TRUE", "BOOLEAN")]
    [InlineData("2 IN (1, NULL)", "NULL", "BOOLEAN")]
    [InlineData("'abc' LIKE 'a%'", "TRUE", "BOOLEAN")]
    [InlineData("2 BETWEEN 1 AND 3", "TRUE", "BOOLEAN")]
    [InlineData("1 XOR 2 > 1", "", "")]
    public void Constants_are_folded(string text, string value, string type)
    {
        if (value.Length == 0)
        {
            // XOR binds stronger than comparison, and takes conditions.
            Assert.Equal("E28", Planned.ExpressionError(text).Code.Id);
            return;
        }

        var literal = Assert.IsType<LiteralExpression>(Planned.Expression(text));
        Assert.Equal((value, type), (literal.ToString(), literal.Type.ToString()));
    }

    [Theory]
    [InlineData("i + i", "(i + i)", "INT")]
    [InlineData("i + n", "(CAST(i AS BIGINT) + n)", "BIGINT")]
    [InlineData("i + 1", "(CAST(i AS BIGINT) + 1)", "BIGINT")]
    [InlineData("n * d", "(CAST(n AS DOUBLE) * d)", "DOUBLE")]
    [InlineData("u % 4", "(CAST(u AS DECIMAL(20, 0)) % 4)", "DECIMAL(20, 0)")]
    [InlineData("u + u", "(u + u)", "BIGINT UNSIGNED")]
    [InlineData("m + m", "(m + m)", "DECIMAL(11, 2)")]
    [InlineData("m * n", "(m * CAST(n AS DECIMAL(19, 0)))", "DECIMAL(30, 2)")]
    [InlineData("m * 0.5", "(CAST(m AS DOUBLE) * 0.5)", "DOUBLE")]
    [InlineData("-i", "(-i)", "INT")]
    [InlineData("-u", "(-CAST(u AS DECIMAL(20, 0)))", "DECIMAL(20, 0)")]
    [InlineData("ts + INTERVAL '1' HOUR", "(ts + INTERVAL '1 hours')", "TIMESTAMP")]
    [InlineData("INTERVAL '1' HOUR + ts", "(ts + INTERVAL '1 hours')", "TIMESTAMP")]
    [InlineData("ts - ts > INTERVAL '1' HOUR", "((ts - ts) > INTERVAL '1 hours')", "BOOLEAN")]
    [InlineData("n + NULL", "(n + NULL)", "BIGINT")]
    [InlineData("i = 5", "(i = 5)", "BOOLEAN")]
    [InlineData("i = 5000000000", "(CAST(i AS BIGINT) = 5000000000)", "BOOLEAN")]
    [InlineData("u > 5", "(u > 5)", "BOOLEAN")]
    [InlineData("u > -5", "(CAST(u AS DECIMAL(20, 0)) > -5)", "BOOLEAN")]
    [InlineData("CAST(m AS DECIMAL(38, 0)) = 99999999999999999999990003", "(CAST(m AS DECIMAL(38, 0)) = 99999999999999999999990003)", "BOOLEAN")]
    [InlineData("n < 99999999999999999999", "(CAST(n AS DECIMAL(20, 0)) < 99999999999999999999)", "BOOLEAN")]
    [InlineData("m >= 5", "(m >= 5.00)", "BOOLEAN")]
    [InlineData("i == n", "(CAST(i AS BIGINT) = n)", "BOOLEAN")]
    [InlineData("n = '5'", "(n = 5)", "BOOLEAN")]
    [InlineData("'2.5' > m", "(2.50 > m)", "BOOLEAN")]
    [InlineData("y = 'true'", "(y = TRUE)", "BOOLEAN")]
    [InlineData("n IN ('1', '2')", "(n IN (1, 2))", "BOOLEAN")]
    [InlineData("nullif(n, '5')", "nullif(n, 5)", "BIGINT")]
    [InlineData("(j -> 'n') IS NULL", "(json_get(j, 'n') IS NULL)", "BOOLEAN")]
    [InlineData("(j -> 'n')::TIMESTAMP", "CAST(json_as_text(j, 'n') AS TIMESTAMP)", "TIMESTAMP")]
    [InlineData("coalesce(j -> 'a', j -> 'b')::BIGINT", "CAST(json_as_whole(coalesce(json_get(j, 'a'), json_get(j, 'b'))) AS BIGINT)", "BIGINT")]
    [InlineData("ts > '2024-03-01 10:00:00'", "(ts > TIMESTAMP '2024-03-01T10:00:00')", "BOOLEAN")]
    [InlineData("i <=> n", "(CAST(i AS BIGINT) IS NOT DISTINCT FROM n)", "BOOLEAN")]
    [InlineData("s IS DISTINCT FROM 'a'", "(s IS DISTINCT FROM 'a')", "BOOLEAN")]
    [InlineData("i IN (1, 2)", "(i IN (1, 2))", "BOOLEAN")]
    [InlineData("i NOT IN (1, 2)", "(i NOT IN (1, 2))", "BOOLEAN")]
    [InlineData("i IN (1, NULL)", "((i IN (1)) OR NULL)", "BOOLEAN")]
    [InlineData("n IN (1, i)", "((n IN (1)) OR (n = CAST(i AS BIGINT)))", "BOOLEAN")]
    [InlineData("n NOT BETWEEN 1 AND 2", "(NOT ((n >= 1) AND (n <= 2)))", "BOOLEAN")]
    [InlineData("s LIKE 'a%'", "(s LIKE 'a%')", "BOOLEAN")]
    [InlineData("s NOT ILIKE 'a!%' ESCAPE '!'", "(s NOT ILIKE 'a!%')", "BOOLEAN")]
    [InlineData("s !~~* 'a'", "(s NOT ILIKE 'a')", "BOOLEAN")]
    [InlineData("s ~* 'a+'", "(s ~* 'a+')", "BOOLEAN")]
    [InlineData("s !~ 'a+'", "(s !~ 'a+')", "BOOLEAN")]
    [InlineData("s IS NOT NULL", "(s IS NOT NULL)", "BOOLEAN")]
    [InlineData("n IS NULL", "FALSE", "BOOLEAN")]
    [InlineData("y IS NOT TRUE", "(y IS NOT TRUE)", "BOOLEAN")]
    [InlineData("y IS UNKNOWN", "(y IS NULL)", "BOOLEAN")]
    [InlineData("y XOR y", "(y <> y)", "BOOLEAN")]
    [InlineData("TRUE AND y", "y", "BOOLEAN")]
    [InlineData("FALSE AND CAST(s AS INT) = 1", "FALSE", "BOOLEAN")]
    [InlineData("CASE i WHEN 1 THEN n ELSE d END", "CASE WHEN (i = 1) THEN CAST(n AS DOUBLE) ELSE d END", "DOUBLE")]
    [InlineData("CASE WHEN y THEN NULL ELSE 1 END", "CASE WHEN y THEN NULL ELSE 1 END", "BIGINT")]
    [InlineData("coalesce(i, n)", "coalesce(CAST(i AS BIGINT), n)", "BIGINT")]
    [InlineData("CAST(d AS BIGINT)", "CAST(d AS BIGINT)", "BIGINT")]
    [InlineData("s::DECIMAL(5, 1)", "CAST(s AS DECIMAL(5, 1))", "DECIMAL(5, 1)")]
    [InlineData("n::BIGINT", "n", "BIGINT")]
    [InlineData("EXTRACT(HOUR FROM ts)", "date_part('hour', ts)", "INT")]
    [InlineData("SUBSTRING(s FROM 2 FOR 3)", "substr(s, 2, 3)", "TEXT")]
    [InlineData("SUBSTRING(s FOR 3)", "substr(s, 1, 3)", "TEXT")]
    [InlineData("TRIM(LEADING 'x' FROM s)", "ltrim(s, 'x')", "TEXT")]
    [InlineData("POSITION('a' IN s)", "strpos(s, 'a')", "INT")]
    [InlineData("n ^ 2", "power(CAST(n AS DOUBLE), 2.0)", "DOUBLE")]
    [InlineData("regexp_match(s, 'a(b)(c)')[2]", "regexp_match_group(s, 'a(b)(c)', 2)", "TEXT")]
    [InlineData("regexp_match(s, 'abc')[1]", "regexp_match_group(s, 'abc', 0)", "TEXT")]
    [InlineData("regexp_match(s, 'a(b)')[3]", "NULL", "TEXT")]
    [InlineData("regexp_match(s, 'a(b)', 'i')[1]", "regexp_match_group(s, 'a(b)', 1, 'i')", "TEXT")]
    [InlineData("\"userName\"", "\"userName\"", "TEXT")]
    [InlineData("t.n", "n", "BIGINT")]
    [InlineData("T.N", "n", "BIGINT")]
    public void Types_come_together(string text, string bound, string type)
    {
        var expression = Planned.Expression(text);
        Assert.Equal((bound, type), (expression.ToString(), expression.Type.ToString()));
    }

    [Theory]
    [InlineData("j -> 'a' -> 1 -> 'b'", "json_get(j, 'a', 1, 'b')")]
    [InlineData("j -> 'a' ->> 'b'", "json_as_text(j, 'a', 'b')")]
    [InlineData("j ? 'a'", "json_contains(j, 'a')")]
    [InlineData("j -> 'a' ? 'b'", "json_contains(j, 'a', 'b')")]
    [InlineData("s ->> 'a'", "json_as_text(s, 'a')")]
    [InlineData("(j -> 'n')::BIGINT", "CAST(json_as_whole(j, 'n') AS BIGINT)")]
    [InlineData("(j -> 'a' -> 'n')::INT", "CAST(json_as_whole(j, 'a', 'n') AS INT)")]
    [InlineData("CAST(j -> 'n' AS DOUBLE)", "CAST(json_as_text(j, 'n') AS DOUBLE)")]
    [InlineData("(j -> 'n')::DECIMAL(10, 2)", "CAST(json_as_text(j, 'n') AS DECIMAL(10, 2))")]
    [InlineData("(j -> 'n')::TEXT", "json_as_text(j, 'n')")]
    [InlineData("(j -> 'n')::BOOLEAN", "CAST(json_as_text(j, 'n') AS BOOLEAN)")]
    [InlineData("(j -> 'n')::BIGINT = 3", "(CAST(json_as_whole(j, 'n') AS BIGINT) = 3)")]
    [InlineData("json_get(json_get(j, 'a'), 'b')", "json_get(j, 'a', 'b')")]
    [InlineData("json_get_int(j -> 'a', 'b')", "json_get_int(j, 'a', 'b')")]
    public void Json_paths_collapse_and_casts_read_their_text(string text, string bound)
    {
        Assert.Equal(bound, Planned.Expression(text).ToString());
    }

    [Theory]
    [InlineData("j -> 'n' = 3", "E28", "j -> 'n'", "->>")]
    [InlineData("j -> 'n' + 1", "E28", "+", "CAST('n' AS DOUBLE)")]
    [InlineData("j -> 'n'::INT", "E29", "'n'::INT", "(j -> …)::INT")]
    [InlineData("(j -> 'n') + 1", "E28", "j -> 'n'", "->>")]
    [InlineData("(j -> 'n')::BYTEA", "E28", "(j -> 'n')::BYTEA", "->>")]
    [InlineData("lower(j -> 'n')", "E28", "j -> 'n'", "->>")]
    [InlineData("coalesce(j -> 'n', 'x')", "E28", "j -> 'n'", "->>")]
    [InlineData("CASE WHEN y THEN j -> 'n' ELSE 'x' END", "E28", "'x'", "cast")]
    [InlineData("j ->> 'n' > 200", "E28", "j ->> 'n'", "(j ->> 'n')::DOUBLE")]
    [InlineData("s = n", "E28", "s", "s::BIGINT")]
    [InlineData("j ->> 'n' = 99999999999999999999990003", "E28", "j ->> 'n'", "(j ->> 'n')::DECIMAL(38, 0)")]
    [InlineData("n BETWEEN 1 AND s", "E28", "s", "s::BIGINT")]
    [InlineData("s IN (1, 2)", "E28", "s", "s::DOUBLE")]
    [InlineData("n NOT IN (1, s)", "E28", "s", "s::BIGINT")]
    [InlineData("y IS DISTINCT FROM s", "E28", "s", "s::BOOLEAN")]
    [InlineData("CASE s WHEN 1 THEN 2 END", "E28", "s", "s::DOUBLE")]
    [InlineData("nullif(s, n)", "E33", "s", "BIGINT")]
    [InlineData("n = 'x'", "E29", "'x'", "BIGINT")]
    [InlineData("n + s", "E28", "+", "CAST(s AS DOUBLE)")]
    [InlineData("n = X'00'", "E28", "=", "cast")]
    [InlineData("ts > 'yesterday'", "E29", "'yesterday'", "TIMESTAMP")]
    [InlineData("NOT n", "E28", "n", "compare")]
    [InlineData("n LIKE 'a'", "E28", "n", "CAST(n AS TEXT)")]
    [InlineData("s LIKE s", "E34", "s", "single quotes")]
    [InlineData("s ~ '('", "E30", "'('", "")]
    [InlineData("s ~ '(a)\\1'", "E30", "'(a)\\1'", "compare the groups")]
    [InlineData("s ~ '(?=a)'", "E30", "'(?=a)'", "match more")]
    [InlineData("s SIMILAR TO 'a'", "E34", "s SIMILAR TO 'a'", "~")]
    [InlineData("username", "E02", "username", "\"userName\"")]
    [InlineData("nn", "E02", "nn", "did you mean \"n\"")]
    [InlineData("x.n", "E02", "x", "called \"t\"")]
    [InlineData("j.name", "E08", "j.name", "j -> 'name'")]
    [InlineData("uppr(s)", "E02", "uppr", "upper")]
    [InlineData("to_date(s)", "E02", "to_date", "CAST")]
    [InlineData("upper(s, s)", "E33", "upper(s, s)", "upper(TEXT)")]
    [InlineData("count(*)", "E17", "count(*)", "one by one")]
    [InlineData("max(n) FILTER (WHERE y)", "E17", "max(n) FILTER (WHERE y)", "one by one")]
    [InlineData("upper(DISTINCT s)", "E33", "upper(DISTINCT s)", "DISTINCT")]
    [InlineData("unnest(s)", "E23", "unnest(s)", "index")]
    [InlineData("metadata('x')", "E10", "metadata('x')", "METADATA FROM")]
    [InlineData("INTERVAL '1 month'", "E15", "INTERVAL '1 month'", "days")]
    [InlineData("INTERVAL 'soon'", "E29", "INTERVAL 'soon'", "INTERVAL")]
    [InlineData("CAST(n AS JSON)", "E08", "JSON", "->")]
    [InlineData("CAST(n AS FLOAT)", "E08", "FLOAT", "DOUBLE")]
    [InlineData("CAST(n AS TIMESTAMP(4))", "E08", "TIMESTAMP(4)", "9")]
    [InlineData("CAST(n AS DECIMAL(40, 2))", "E08", "DECIMAL(40, 2)", "38")]
    [InlineData("CAST(n AS BYTEA)", "E28", "CAST(n AS BYTEA)", "")]
    [InlineData("CAST(n AS STRUCT<a INT>)", "E08", "STRUCT<a INT>", "JSON")]
    [InlineData("[1, 2]", "E08", "[1, 2]", "IN")]
    [InlineData("(SELECT 1)", "E18", "(SELECT 1)", "FROM")]
    [InlineData("ts AT TIME ZONE 'UTC'", "E34", "ts AT TIME ZONE 'UTC'", "UTC")]
    [InlineData("n & 1", "E34", "&", "")]
    [InlineData("INTERVAL '1' HOUR * n", "E34", "*", "write the whole length")]
    [InlineData("n * INTERVAL '1' HOUR", "E34", "*", "write the whole length")]
    [InlineData("INTERVAL '1' HOUR / 2", "E34", "/", "write the whole length")]
    [InlineData("DATE '2024-03-01' + 1", "E34", "+", "INTERVAL '1' DAY")]
    [InlineData("1 + DATE '2024-03-01'", "E34", "+", "INTERVAL '1' DAY")]
    [InlineData("DATE '2024-03-01' - i", "E34", "-", "INTERVAL '1' DAY")]
    [InlineData("CASE WHEN y THEN 1 ELSE X'00' END", "E28", "X'00'", "one type")]
    [InlineData("1e999", "E29", "1e999", "")]
    [InlineData("100000000000000000000000000000000000000", "E29", "100000000000000000000000000000000000000", "exponent")]
    [InlineData("-100000000000000000000000000000000000000", "E29", "100000000000000000000000000000000000000", "exponent")]
    [InlineData("regexp_match(s, 'a')[n]", "E33", "n", "[1]")]
    [InlineData("regexp_match(s, 'a')", "E08", "regexp_match(s, 'a')", "[1]")]
    public void Mistakes_are_named_where_they_are(string text, string code, string part, string hint)
    {
        var diagnostic = Planned.ExpressionError(text);
        var script = $"{Planned.Tables}SELECT {text} AS x FROM t;";
        Assert.Equal((code, part), (diagnostic.Code.Id, script.Substring(diagnostic.Span.Start, diagnostic.Span.Length)));
        Assert.Contains(hint, diagnostic.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Division_by_zero_is_left_for_the_row_that_gets_there() =>
        Assert.Equal("CASE WHEN y THEN (1 / 0) ELSE 1 END", Planned.Expression("CASE WHEN y THEN 1 / 0 ELSE 1 END").ToString());

    [Theory]
    [InlineData("(j -> 'n') IS DISTINCT FROM NULL", "(json_get(j, 'n') IS NOT NULL)")]
    [InlineData("(j -> 'n') IS NOT DISTINCT FROM NULL", "(json_get(j, 'n') IS NULL)")]
    [InlineData("NULL IS DISTINCT FROM (j -> 'n')", "(json_get(j, 'n') IS NOT NULL)")]
    [InlineData("(j -> 'n') <=> NULL", "(json_get(j, 'n') IS NULL)")]
    [InlineData("(j -> 'n') IS DISTINCT FROM NULL::TEXT", "(json_get(j, 'n') IS NOT NULL)")]
    public void A_json_value_is_distinct_from_null_or_not(string text, string bound) => Assert.Equal(bound, Planned.Expression(text).ToString());

    [Theory]
    [InlineData("INTERVAL '1' HOUR * n", "\"*\" of INTERVAL and BIGINT is not there yet")]
    [InlineData("n / INTERVAL '1' HOUR", "\"/\" cannot take BIGINT and INTERVAL")]
    [InlineData("DATE '2024-03-01' + 1", "\"+\" of DATE and BIGINT is not there yet")]
    [InlineData("1 - DATE '2024-03-01'", "\"-\" cannot take BIGINT and DATE")]
    public void What_makes_sense_is_not_there_yet(string text, string message)
    {
        var error = Planned.ExpressionError(text);
        Assert.Equal((message, message.EndsWith("yet", StringComparison.Ordinal)), (error.Message, error.Kind == DiagnosticKind.NotImplemented));
    }

    [Fact]
    public void A_union_from_a_subquery_is_still_one()
    {
        var error = Planned.Error($"{Planned.Tables}SELECT a = 1 AS x FROM (SELECT j -> 'a' AS a FROM t);");
        Assert.Equal("E28", error.Code.Id);
        var plan = Planned.Good($"{Planned.Tables}SELECT a::BIGINT AS x FROM (SELECT j -> 'a' AS a FROM t);");
        Assert.Equal(DataType.Int64, plan.Sinks.Single().Schema[0].Type);
    }
}
