using System.Text.Json;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;

namespace Weir.Planner.Tests;

public sealed class QueryTests
{
    [Theory]
    [InlineData("SELECT N AS TotalSum, s \"Mixed\", n + 1, j -> 'k', n::INT FROM t", "totalsum, Mixed, n + 1, j -> 'k', n")]
    [InlineData("SELECT * FROM t", "i, n, u, d, m, s, j, y, ts, userName")]
    [InlineData("SELECT t.*, n + 1 AS n2 FROM t", "i, n, u, d, m, s, j, y, ts, userName, n2")]
    [InlineData("SELECT x.* FROM (SELECT n, s FROM t) AS x (a, b)", "a, b")]
    [InlineData("WITH a (k) AS (SELECT n FROM t), b AS (SELECT k AS l FROM a) SELECT * FROM b", "l")]
    [InlineData("SELECT n FROM T UNION ALL SELECT i FROM t", "n")]
    [InlineData("SELECT row_time() FROM t", "row_time()")]
    public void Columns_are_named(string query, string names) =>
        Assert.Equal(names, string.Join(", ", Planned.Good($"{Planned.Tables}{query};").Sinks.Single().Schema.Fields.Select(field => field.Name)));

    [Theory]
    [InlineData("SELECT n, i AS n FROM t", "E31", "i AS n")]
    [InlineData("SELECT * FROM (SELECT n FROM t) AS x (a, b)", "E07", "a, b")]
    [InlineData("SELECT n FROM t UNION ALL SELECT n, i FROM t", "E07", "SELECT n, i FROM t")]
    [InlineData("SELECT y FROM t UNION ALL SELECT ts FROM t", "E28", "SELECT ts FROM t")]
    [InlineData("SELECT n FROM t UNION SELECT n FROM t", "E17", "UNION")]
    [InlineData("SELECT n FROM t EXCEPT SELECT n FROM t", "E18", "EXCEPT")]
    [InlineData("SELECT n FROM t, t AS u", "E18", "t AS u")]
    [InlineData("SELECT n FROM t CROSS JOIN t AS u", "E18", "CROSS JOIN")]
    [InlineData("SELECT n FROM t HAVING n > 1", "E17", "n > 1")]
    [InlineData("SELECT n FROM unnest(s)", "E23", "unnest(s)")]
    [InlineData("SELECT n FROM generate(1)", "E02", "generate")]
    [InlineData("SELECT n FROM a.t", "E02", "a.t")]
    [InlineData("SELECT x.* FROM t", "E02", "x")]
    [InlineData("SELECT n FROM t WHERE s", "E28", "s")]
    [InlineData("SELECT n FROM out", "E06", "out")]
    [InlineData("WITH RECURSIVE a AS (SELECT n FROM t) SELECT n FROM a", "E22", "a AS (SELECT n FROM t)")]
    [InlineData("SELECT n FROM t OFFSET 3", "E22", "3")]
    [InlineData("VALUES (1)", "E26", "VALUES (1)")]
    [InlineData("SELECT n AS _timestamp FROM t", "E08", "n AS _timestamp")]
    [InlineData("INSERT INTO t SELECT n FROM t; CREATE TABLE m (a INT); SELECT a FROM m", "E07|E05", "")]
    [InlineData("INSERT INTO nowhere SELECT n FROM t", "E02", "nowhere")]
    [InlineData("CREATE TABLE m (a INT); INSERT INTO m SELECT n FROM t; INSERT INTO m SELECT i FROM t", "E05", "m")]
    [InlineData("CREATE VIEW v AS SELECT n FROM t; INSERT INTO v SELECT n FROM t", "E06", "v")]
    [InlineData("CREATE TABLE g WITH (connector = 'impulse', event_rate = 1); INSERT INTO g SELECT n, i FROM t", "E06", "g")]
    [InlineData("CREATE TABLE k (a TEXT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json'); INSERT INTO k SELECT s FROM t", "E03", "k")]
    [InlineData("CREATE TABLE f (a INT, b TEXT) WITH (connector = 'blackhole'); INSERT INTO f SELECT n FROM t", "E07", "SELECT n FROM t")]
    [InlineData("CREATE TABLE f (a INT, b TEXT) WITH (connector = 'blackhole'); INSERT INTO f (a, c) SELECT n, s FROM t", "E02", "c")]
    [InlineData("CREATE TABLE f (a INT, b TEXT) WITH (connector = 'blackhole'); INSERT INTO f (a, a) SELECT n, s FROM t", "E07", "a")]
    [InlineData("CREATE TABLE f (a INT, \"B\" TEXT) WITH (connector = 'blackhole'); INSERT INTO f (a, B) SELECT n, s FROM t", "E02", "B")]
    [InlineData("CREATE TABLE f (a BOOLEAN) WITH (connector = 'blackhole'); INSERT INTO f SELECT ts FROM t", "E07", "ts")]
    [InlineData("CREATE TABLE f (x BIGINT, z BIGINT GENERATED ALWAYS AS (x + 1)) WITH (connector = 'blackhole'); INSERT INTO f (x) SELECT n FROM t", "E04", "f")]
    [InlineData("CREATE TABLE f (x BIGINT, z BIGINT NOT NULL GENERATED ALWAYS AS (x + 1)) WITH (connector = 'blackhole'); INSERT INTO f SELECT n FROM t", "E04", "f")]
    [InlineData("CREATE TABLE k (a TEXT, p TEXT METADATA FROM 'topic') WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', 'sink.transactional_id' = 'i'); INSERT INTO k SELECT s FROM t", "E04", "k")]
    [InlineData("INSERT INTO out SELECT n FROM t; INSERT INTO out SELECT n AS m FROM t", "E07", "SELECT n AS m FROM t")]
    [InlineData("INSERT INTO out (a, b) SELECT n FROM t", "E07", "a, b")]
    [InlineData("INSERT INTO out (a, a) SELECT n, i FROM t", "E07", "a")]
    [InlineData("INSERT INTO out (a, a) SELECT n FROM t", "E07", "a")]
    [InlineData("CREATE TABLE f (x INT, y INT) WITH (connector = 'blackhole'); INSERT INTO f (x, x) SELECT n, n FROM t", "E07", "x")]
    [InlineData("CREATE TABLE m (x INT, y INT); INSERT INTO m (x, y, x) SELECT n, n FROM t", "E07", "x")]
    [InlineData("WITH c (x, x) AS (SELECT n, n FROM t) SELECT 1 FROM c", "E31", "x")]
    [InlineData("SELECT 1, 1", "E31", "1")]
    [InlineData("SELECT n, * FROM t", "E31", "*")]
    [InlineData("SELECT n, i, n + 1 AS i FROM t", "E31", "n + 1 AS i")]
    [InlineData("SELECT *, n, t.* FROM t", "E31", "n")]
    [InlineData("SELECT n, n FROM t UNION ALL SELECT n, i FROM t", "E31", "n")]
    [InlineData("INSERT INTO out SELECT n, n FROM t", "E31", "n")]
    [InlineData("SELECT * FROM (SELECT n, n FROM t)", "E31", "*")]
    [InlineData("SELECT n FROM (SELECT n, i AS n FROM t)", "E31", "n")]
    [InlineData("SELECT x.n FROM (SELECT n, i AS n FROM t) AS x", "E31", "x.n")]
    [InlineData("CREATE VIEW v AS SELECT n, i AS n FROM t; SELECT s FROM (SELECT 'a' AS s FROM v WHERE n > 1)", "E31", "n")]
    [InlineData("INSERT INTO out (a, _timestamp) SELECT n, i FROM t", "E08", "_timestamp")]
    [InlineData("SELECT n FROM (SELECT n, i FROM t) AS q (n, _timestamp)", "E08", "_timestamp")]
    [InlineData("INSERT INTO out (a) SELECT n FROM t; INSERT INTO out (b) SELECT n FROM t", "E07", "SELECT n FROM t")]
    [InlineData("SELECT *", "E26", "*")]
    [InlineData("SELECT n", "E02", "n")]
    [InlineData("SELECT 1 WHERE n > 1", "E02", "n")]
    [InlineData("SELECT row_time()", "E33", "row_time()")]
    [InlineData("CREATE TABLE \"One Row\" (a INT); SELECT n FROM t", "E02", "\"One Row\"")]
    [InlineData("INSERT INTO out SELECT n FROM t; CREATE TABLE out WITH (connector = 'blackhole'); INSERT INTO out SELECT n FROM t", "E02", "out")]
    [InlineData("INSERT INTO out SELECT n FROM t; CREATE TABLE T (a INT) WITH (connector = 'single_file', path = 'y', format = 'json'); SELECT a FROM t", "E02", "T")]
    [InlineData("CREATE VIEW v AS SELECT n FROM t; CREATE TABLE \"T\" (n INT); SELECT n FROM v", "E02", "\"T\"")]
    [InlineData("SELECT n FROM t; CREATE VIEW t AS SELECT 1 AS n; SELECT n FROM t", "E02", "t")]
    public void Mistakes_are_named_where_they_are(string text, string codes, string part)
    {
        var script = $"{Planned.Tables}{text};";
        var result = Planned.Plan(script);
        Assert.Equal(codes, string.Join('|', result.Diagnostics.Select(diagnostic => diagnostic.Code.Id)));
        if (part.Length > 0)
        {
            Assert.Equal(part, script.Substring(result.Diagnostics[0].Span.Start, result.Diagnostics[0].Span.Length));
        }
    }

    [Theory]
    [InlineData("CREATE TABLE o (x BYTEA) WITH (connector = 'single_file', path = 'o', format = 'json'); INSERT INTO o SELECT j -> 'b' FROM t")]
    [InlineData("CREATE TABLE m (x BYTEA); INSERT INTO m SELECT j -> 'b' FROM t; SELECT x FROM m")]
    public void An_arrow_for_a_column_that_it_cannot_be_cast_to_is_refused(string script)
    {
        var error = Planned.Error(Planned.Tables + script);
        Assert.Contains("can be any kind of JSON value, which cannot become \"x\" BYTEA", error.Message, StringComparison.Ordinal);
        Assert.Contains("->>", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("regexp_replace(s, 'a', 'b', 2)", "has no start to count from")]
    [InlineData("regexp_like(s, '(a{1000}){1000}')", "too large to run in linear time")]
    [InlineData("regexp_match(s, '((a{1000}){1000})')[1]", "too large to run in linear time")]
    [InlineData("regexp_like(s, 'a', 'g')", "\"regexp_like\" has no flag g")]
    public void Calls_of_regular_expressions_that_cannot_be_are_refused(string call, string message)
    {
        var error = Planned.ExpressionError(call);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void A_table_that_is_used_keeps_its_name()
    {
        var error = Planned.Error($"{Planned.Tables}INSERT INTO out SELECT n FROM t; CREATE TABLE \"OUT\" WITH (connector = 'blackhole'); INSERT INTO out SELECT n FROM t;");
        Assert.Equal("could not create table \"OUT\": table \"out\" is used above, and names of tables ignore case", error.Message);
        Assert.Equal("give the second one another name", error.Hint);

        // What nothing has used yet may be declared anew, and so may what has no state: views and memory tables.
        Planned.Good($"{Planned.Tables}CREATE TABLE T (a INT) WITH (connector = 'single_file', path = 'y', format = 'json'); INSERT INTO out SELECT a FROM t;");
        Planned.Good($"{Planned.Tables}CREATE VIEW v AS SELECT n FROM t; INSERT INTO out SELECT n FROM v; CREATE VIEW v AS SELECT n + 1 AS n FROM t; INSERT INTO out SELECT n FROM v;");
        Planned.Good($"{Planned.Tables}CREATE VIEW v AS SELECT n FROM t; INSERT INTO out SELECT n FROM v; CREATE TABLE v WITH (connector = 'blackhole'); CREATE TABLE v WITH (connector = 'blackhole'); INSERT INTO v SELECT n FROM t;");
        Planned.Good($"{Planned.Tables}CREATE TABLE m (n INT); INSERT INTO m SELECT n FROM t; CREATE TABLE m (n INT); INSERT INTO m SELECT n FROM t; SELECT n FROM m;");
    }

    [Fact]
    public void Several_mistakes_in_one_query_are_all_reported()
    {
        var result = Planned.Plan($"{Planned.Tables}SELECT nn, upper(ss) FROM t WHERE zz > 1; SELECT q FROM t;");
        Assert.Equal(4, result.Diagnostics.Count);
    }

    [Fact]
    public void Names_of_a_query_do_not_matter_where_the_target_has_its_own()
    {
        const string Target = "CREATE TABLE f (x BIGINT, y BIGINT) WITH (connector = 'blackhole');";
        foreach (var statements in (string[])[
            $"{Target} INSERT INTO f (x, y) SELECT n, n FROM t",
            $"{Target} INSERT INTO f SELECT n, n FROM t",
            $"{Target} INSERT INTO f SELECT n + 1, n + 1 FROM t",
            $"{Target} INSERT INTO f SELECT 1, 1",
            $"{Target} INSERT INTO f SELECT n, n FROM t UNION ALL SELECT i, i FROM t",
            $"{Target} INSERT INTO f SELECT * FROM (SELECT n, n FROM t)",
            $"{Target} INSERT INTO f SELECT * FROM (SELECT n, n AS m FROM t UNION ALL SELECT i, i FROM t)",
            "CREATE TABLE m (x BIGINT, y BIGINT); INSERT INTO m SELECT n, n FROM t; SELECT x, y FROM m",
            "INSERT INTO out (x, y) SELECT n, n FROM t",
            "CREATE VIEW v (x, y) AS SELECT n, n FROM t; SELECT x, y FROM v",
            "WITH c (x, y) AS (SELECT n, n FROM t) SELECT x, y FROM c",
            "SELECT s FROM (SELECT n, n, s FROM t)",
            "SELECT n AS x FROM t UNION ALL SELECT i FROM t",
        ])
        {
            Planned.Good($"{Planned.Tables}{statements};");
        }

        var sink = Planned.Good($"{Planned.Tables}{Target} INSERT INTO f (y, x) SELECT n, n FROM t;").Sinks.Single();
        Assert.Equal("x, y", string.Join(", ", sink.Schema.Fields.Select(field => field.Name)));
    }

    [Fact]
    public void Inserts_go_by_position_with_casts_and_missing_columns_are_null()
    {
        var plan = Planned.Good($"""
            {Planned.Tables}
            CREATE TABLE f (a TEXT, b BIGINT, c JSON, e TIMESTAMP) WITH (connector = 'blackhole');
            INSERT INTO f (b, e) SELECT d, s FROM t;
            """);
        var project = Assert.IsType<ProjectNode>(plan.Sinks.Single().Inputs[0]);
        Assert.Equal("NULL|CAST(d AS BIGINT)|NULL|CAST(s AS TIMESTAMP)", string.Join('|', project.Expressions));
        Assert.Equal(["a", "b", "c", "e"], plan.Sinks.Single().Schema.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Json_keeps_what_it_is_and_a_value_of_any_kind_becomes_what_its_place_is()
    {
        var plan = Planned.Good($"""
            {Planned.Tables}
            CREATE TABLE f (a JSON, b TEXT, c TEXT, e JSON) WITH (connector = 'single_file', path = 'x', format = 'json');
            INSERT INTO f SELECT s, j, j -> 'k', j -> 'k' AS again FROM t;
            INSERT INTO out SELECT j, j -> 'k' AS k FROM t;
            SELECT j, j -> 'k' AS k FROM t;
            """);
        var sinks = plan.Sinks.ToList();
        Assert.Equal("TEXT, JSON, TEXT, JSON", string.Join(", ", sinks[0].Schema.Fields.Select(field => field.Type)));
        Assert.Equal("JSON, TEXT", string.Join(", ", sinks[1].Schema.Fields.Select(field => field.Type)));
        Assert.Equal("JSON, JSON", string.Join(", ", sinks[2].Schema.Fields.Select(field => field.Type)));
    }

    [Fact]
    public void A_source_is_read_once_and_a_sink_is_written_by_many()
    {
        var plan = Planned.Good($"""
            {Planned.Tables}
            INSERT INTO out SELECT n FROM t WHERE n > 1;
            INSERT INTO out SELECT n FROM t WHERE n < 1;
            SELECT s FROM t;
            """);
        var source = Assert.Single(plan.Sources);
        Assert.Equal(["n", "s"], source.Decoded.Fields.Select(field => field.Name));
        Assert.Equal([2, 1], plan.Sinks.Select(sink => sink.Inputs.Length));
        Assert.Equal([0, 1], plan.Sinks.Select(sink => sink.PreviewNumber));
    }

    [Fact]
    public void Text_and_json_of_two_queries_meet_as_text()
    {
        var plan = Planned.Good($"""
            {Planned.Tables}
            CREATE TABLE f (a JSON) WITH (connector = 'single_file', path = 'x', format = 'json');
            INSERT INTO f SELECT s FROM t;
            INSERT INTO f SELECT j FROM t;
            """);
        Assert.Equal(DataType.Utf8, plan.Sinks.Single().Schema[0].Type);
    }

    [Fact]
    public void Unused_generated_columns_are_not_computed_and_their_inputs_not_decoded()
    {
        var plan = Planned.Good("""
            CREATE TABLE t (a TEXT, b TEXT, c INT NOT NULL GENERATED ALWAYS AS (CAST(a AS INT)), e INT GENERATED ALWAYS AS (CAST(b AS INT)))
            WITH (connector = 'single_file', path = 'x', format = 'json');
            SELECT c FROM t;
            """);
        var source = plan.Sources.Single();
        Assert.Equal(["a"], source.Decoded.Fields.Select(field => field.Name));
        Assert.Equal("CAST(a AS INT)", Assert.Single(source.Outputs).ToString());
        Assert.Equal(0, Assert.Single(source.NotNullOutputs));
        Assert.False(source.IsPassThrough);
    }

    [Fact]
    public void An_event_time_that_may_be_missing_is_checked()
    {
        var plan = Planned.Good("""
            CREATE TABLE t (a TEXT, ts TIMESTAMP, WATERMARK FOR ts) WITH (connector = 'single_file', path = 'x', format = 'json');
            SELECT row_time() AS at FROM t;
            """);
        var source = plan.Sources.Single();
        Assert.Equal((false, "ts"), (source.NeedsEventTime, source.Schema[source.NotNullOutputs.Single()].Name));
        Assert.Equal("ts", plan.Nodes.OfType<WatermarkNode>().Single().Expression?.ToString());
    }

    [Fact]
    public void The_hidden_event_time_is_there_only_where_it_is_used()
    {
        Assert.False(Planned.Good($"{Planned.Tables}SELECT n FROM t;").Sources.Single().NeedsEventTime);
        var source = Planned.Good($"{Planned.Tables}SELECT n FROM t WHERE row_time() > '2024-01-01';").Sources.Single();
        Assert.True(source.NeedsEventTime);
        Assert.Equal("_timestamp", source.Decoded[source.Decoded.Count - 1].Name);
    }

    [Fact]
    public void A_projection_that_would_compute_twice_is_not_merged()
    {
        var plan = Planned.Good($"{Planned.Tables}SELECT x + x AS y FROM (SELECT n * 2 AS x FROM t);");
        Assert.Equal(2, plan.Nodes.OfType<ProjectNode>().Count());
        plan = Planned.Good($"{Planned.Tables}SELECT x + 1 AS y FROM (SELECT n * 2 AS x FROM t);");
        Assert.Single(plan.Nodes.OfType<ProjectNode>());
    }

    [Fact]
    public void A_catalog_gives_tables_and_the_script_goes_before_it()
    {
        var catalog = new InMemoryCatalog();
        catalog.Add(Planned.Table("CREATE TABLE Orders (a INT) WITH (connector = 'single_file', path = 'x', format = 'json')"));
        Assert.Equal("INT", Column("SELECT a FROM ORDERS"));
        Assert.Equal("TEXT", Column("CREATE TABLE orders (a TEXT) WITH (connector = 'single_file', path = 'y', format = 'json'); SELECT a FROM orders"));

        string Column(string text)
        {
            var script = SqlParser.Parse(new SourceText(text));
            var result = ScriptPlanner.Plan(script, catalog, new TestConnectors(), new PlannerOptions());
            return result.Plan!.Sinks.Single().Schema[0].Type.ToString();
        }
    }

    [Fact]
    public void Settings_count_for_the_whole_script()
    {
        var plan = Planned.Good($"{Planned.Tables}SET on_error = 'drop'; SELECT n FROM t; SET on_error = 'dead_letter';");
        Assert.Equal(BadDataPolicy.DeadLetter, plan.OnError);
    }

    [Fact]
    public void A_plan_is_json_without_secrets()
    {
        var plan = Planned.Good("""
            CREATE TABLE k (p INT METADATA FROM 'partition', a TEXT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = '${B}',
                'auth.password' = 'hunter2', format = 'json');
            SELECT a FROM k WHERE p > 1;
            """);
        var json = plan.ToJson();
        Assert.DoesNotContain("hunter2", json, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json);
        var operators = document.RootElement.GetProperty("operators");
        Assert.Equal("source_k|watermark_k|filter_1|preview_1", string.Join('|', operators.EnumerateArray().Select(node => node.GetProperty("id").GetString())));
        Assert.Equal("${B}", operators[0].GetProperty("connection").GetProperty("bootstrap_servers").GetString());

        // A decoder fills the first columns.
        Assert.Equal("a|p", string.Join('|', plan.Sources.Single().Decoded.Fields.Select(field => field.Name)));
        Assert.Equal(1, plan.Sources.Single().MetadataKeys.Keys.Single());
    }

    [Fact]
    public void A_fingerprint_tells_tables_from_queries_and_ignores_layout()
    {
        var first = Planned.Good($"{Planned.Tables}SELECT n FROM t;").Fingerprint;
        var layout = Planned.Good($"-- a comment\n{Planned.Tables}select  N\nFROM t").Fingerprint;
        var query = Planned.Good($"{Planned.Tables}SELECT i FROM t;").Fingerprint;
        var table = Planned.Good($"{Planned.Tables.Replace("in.json", "in2.json")}SELECT n FROM t;").Fingerprint;
        Assert.Equal(first.Script, layout.Script);
        Assert.NotEqual(first.Script, query.Script);
        Assert.NotEqual(first.Queries, query.Queries);
        Assert.NotEqual(first.Script, table.Script);
        Assert.Equal(first.Queries, table.Queries);
    }
}
