using System.Collections.Immutable;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;
using Weir.Settings;

namespace Weir.Planner.Tests;

public sealed class TableTests
{
    private const string File = "WITH (connector = 'single_file', path = 'x', format = 'json')";

    [Fact]
    public void A_table_keeps_spelling_types_and_roles()
    {
        var table = Planned.Table("""
            CREATE TABLE Rides (
                userName TEXT NOT NULL PRIMARY KEY, fare DECIMAL(10, 2), seen TIMESTAMP NOT NULL,
                place TEXT METADATA FROM 'topic', old TEXT GENERATED ALWAYS AS (metadata('topic')),
                twice BIGINT GENERATED ALWAYS AS (fare * 2),
                WATERMARK FOR seen AS seen - INTERVAL '5' SECOND
            ) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', type = 'source',
                    bad_data = 'dead_letter', idle_micros = 1000000, topic = 'last')
            """);
        Assert.Equal("rides", table.Name);
        Assert.Equal(["userName", "fare", "seen", "place", "old", "twice"], table.Columns.Select(column => column.Name));
        Assert.Equal((false, true), (table.Columns[0].IsNullable, table.Columns[0].IsPrimaryKey));
        Assert.Equal(("topic", "topic"), (table.Columns[3].MetadataKey, table.Columns[4].MetadataKey));
        Assert.Equal("CAST((CAST(fare AS DECIMAL(10, 2)) * 2) AS BIGINT)".Replace("CAST(fare AS DECIMAL(10, 2))", "fare"), table.Columns[5].Generated?.ToString());
        Assert.Equal((2, "(seen - INTERVAL '5 seconds')"), (table.Watermark!.EventTimeColumn, table.Watermark.Expression.ToString()));
        Assert.Equal((BadDataPolicy.DeadLetter, TimeSpan.FromSeconds(1)), (table.BadData, table.IdleTimeout));
        Assert.Equal("last", Shown(table, TableUse.Source)["topic"]);
    }

    [Theory]
    [InlineData("idle_micros = 0", null)]
    [InlineData("bad_data = 'fail'", 300.0)]
    public void Idle_timeout(string option, double? seconds)
    {
        var table = Planned.Table($"CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', {option})");
        Assert.Equal(seconds, table.IdleTimeout?.TotalSeconds);
    }

    // Each option that the planner acts on: none may be silently something else because its value is not known yet.
    [Theory]
    [InlineData("bad_data", "json", true)]
    [InlineData("idle_micros", "json", true)]
    [InlineData("framing", "json", true)]
    [InlineData("framing.newline.max_length", "json", true)]
    [InlineData("json.unstructured", "json", true)]
    [InlineData("json.timestamp_format", "json", true)]
    [InlineData("json.decimal_encoding", "json", true)]
    [InlineData("raw_string.line_breaks", "raw_string", true)]
    [InlineData("json.include_schema", "json", false)]
    [InlineData("json.compression", "json", false)]
    [InlineData("type", "json", false)]
    [InlineData("event_time_field", "json", false)]
    [InlineData("lookup.cache.ttl", "json", false)]
    public void An_option_that_the_planner_acts_on_refuses_references(string option, string format, bool isOwnSentence)
    {
        foreach (var reference in (string[])["{{ X }}", "${X}", "a{{X}}"])
        {
            var error = Planned.Error(
                $"CREATE TABLE t (value TEXT) WITH (connector = 'single_file', path = 'x', format = '{format}', '{option}' = '{reference}')", requiresQuery: false);
            Assert.Equal(isOwnSentence, error.Message.EndsWith($"option \"{option}\" cannot refer to the environment: its value is needed before the job starts", StringComparison.Ordinal));
            Assert.True(!isOwnSentence || error.Hint!.Contains("--set", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{{ my-var }}")]
    [InlineData("{{ 1X }}")]
    [InlineData("{{ X.Y }}")]
    [InlineData("{{X")]
    [InlineData("{{}}")]
    [InlineData("{{ X }")]
    [InlineData("a/{{ X }}/{{ Y")]
    [InlineData("${X:-d}")]
    [InlineData("${my-var}")]
    [InlineData("${X")]
    [InlineData("${X}/${")]
    public void A_reference_that_is_none_is_refused(string path)
    {
        var text = $"CREATE TABLE t (a INT) WITH (connector = 'single_file', path = '{path}', format = 'json')";
        var error = Planned.Error(text, requiresQuery: false);
        Assert.Equal(("E03", $"'{path}'"), (error.Code.Id, text.Substring(error.Span.Start, error.Span.Length)));
        Assert.EndsWith("option \"path\" holds a reference that is not well-formed", error.Message, StringComparison.Ordinal);
        Assert.Contains("{{ NAME }}", error.Hint!, StringComparison.Ordinal);
        Assert.Contains("--set", error.Hint!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{X}}")]
    [InlineData("a/{{ _x1 }}/${Y}")]
    [InlineData("{{{ X }}{")]
    [InlineData("$X {X} }} ^a{2}$")]
    public void Other_braces_are_text(string path) =>
        Assert.Equal(path, Shown(Planned.Table($"CREATE TABLE t (a INT) WITH (connector = 'single_file', path = '{path}', format = 'json')"), TableUse.Source)["path"]);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1073741825")]
    public void The_length_of_lines_has_bounds(string length)
    {
        var error = Planned.Error(
            $"CREATE TABLE t (value TEXT) WITH (connector = 'single_file', path = 'x', format = 'raw_string', 'framing.newline.max_length' = {length})", requiresQuery: false);
        Assert.EndsWith($"option \"framing.newline.max_length\" must be from 1 to 1073741824", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max_bytes = '128MiB'", "max_bytes", "128MiB")]
    [InlineData("max_bytes = '1k'", "max_bytes", "1KiB")]
    [InlineData("max_bytes = 12", "max_bytes", "12")]
    [InlineData("'sink.timeout' = INTERVAL '3' MINUTE", "sink.timeout", "180s")]
    [InlineData("'sink.timeout' = '200ms'", "sink.timeout", "200ms")]
    [InlineData("'sink.timeout' = '1 hour 30 minutes'", "sink.timeout", "5400s")]
    [InlineData("'sink.key_field' = a", "sink.key_field", "a")]
    [InlineData("'sink.key_field' = 'a'", "sink.key_field", "a")]
    [InlineData("'sink.fields' = [a, b]", "sink.fields", "a,b")]
    [InlineData("'sink.fields' = 'a,b'", "sink.fields", "a,b")]
    [InlineData("'sink.fields' = a", "sink.fields", "a")]
    [InlineData("max_bytes = '{{ SIZE }}'", "max_bytes", "{{ SIZE }}")]
    public void Option_values_have_one_spelling(string option, string key, string value)
    {
        var table = Planned.Table($"CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', {option})");
        Assert.Equal(value, Shown(table, TableUse.Sink)[key]);
    }

    [Theory]
    [InlineData("format = 'raw_string', 'json.include_schema' = false", "unknown option \"json.include_schema\" for connector \"single_file\"")]
    [InlineData("format = 'json', 'json.include_schema' = true", "option \"json.include_schema\" is not there yet")]
    [InlineData("format = 'json', path = '{{ WEIR_X }}'", "option \"path\" refers to \"WEIR_X\", and names that begin with WEIR_ are weir's own")]
    [InlineData("format = 'json', path = 1 + 1", "option \"path\" must be text in single quotes")]
    [InlineData("format = 'json', idle_micros = INTERVAL '1 month'", "option \"idle_micros\" must be a whole number")]
    public void Options_that_mean_nothing_here_are_refused(string options, string message) => Assert.EndsWith(
        message, Planned.Error($"CREATE TABLE t (value TEXT) WITH (connector = 'single_file', path = 'x', {options})", requiresQuery: false).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_of_json_that_ask_for_nothing_are_accepted() =>
        Planned.Table("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', 'json.include_schema' = 'no', 'json.compression' = 'uncompressed')");

    [Fact]
    public void A_table_of_rows_has_no_format() => Assert.EndsWith(
        "unknown option \"format\" for connector \"impulse\"",
        Planned.Error("CREATE TABLE t WITH (connector = 'impulse', event_rate = 1, format = 'json')", requiresQuery: false).Message, StringComparison.Ordinal);

    [Fact]
    public void A_profile_has_the_settings_of_the_connection()
    {
        var plan = Planned.Good("CREATE TABLE t (a INT) WITH (connector = 'kafka', connection_profile = 'PROD', topic = 't', format = 'json'); SELECT a FROM t;");
        var table = plan.Sources.Single().Table;
        Assert.Equal(("prod", "p:9092"), (table.StoredProfile!.Name, table.Connector.Options.Profile!.ToShown(table.Profile!)["bootstrap_servers"]));
        Assert.Contains("connection_profile = 'prod', topic = 't'", ExplainFormatter.Format(plan), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", ExplainFormatter.Format(plan) + plan.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"password\": \"***\"", plan.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kafka", "connection_profile = 'prd', topic = 't'", "E02", "'prd'", "did you mean \"prod\"?")]
    [InlineData("kafka", "connection_profile = 'other', topic = 't'", "E03", "'other'", "name a profile of the table's connector")]
    [InlineData("kafka", "connection_profile = prod, topic = 't'", "E03", "prod", null)]
    [InlineData("kafka", "connection_profile = 'prod', topic = 't', bootstrap_servers = 'b'", "E03", "'b'", "leave it out, or leave connection_profile out")]
    [InlineData("single_file", "connection_profile = 'prod', path = 'x'", "E03", "connection_profile = 'prod'", "leave the option out")]
    public void A_profile_that_does_not_go_with_the_table_is_refused(string connector, string options, string code, string part, string? hint)
    {
        var text = $"CREATE TABLE t (a INT) WITH (connector = '{connector}', {options}, format = 'json')";
        var result = Planned.Plan(text, requiresQuery: false);
        var error = result.Diagnostics[0];
        Assert.Equal((code, part), (error.Code.Id, text.Substring(error.Span.Start, error.Span.Length)));
        Assert.Equal(hint, error.Hint);
    }

    [Theory]
    [InlineData("'x'", true, "***")]
    [InlineData("'{{ NAME }}'", true, "{{ NAME }}")]
    [InlineData("'${NAME}'", true, "${NAME}")]
    [InlineData("'${A}secret${B}'", true, "***")]
    [InlineData("'x'", false, "x")]
    public void Secrets_are_hidden_and_references_shown(string text, bool isSecret, string shown)
    {
        var option = isSecret ? "auth.password" : "topic";
        var table = Planned.Table($"CREATE TABLE t (a INT) WITH (connector = 'kafka', bootstrap_servers = 'b', format = 'json', '{option}' = {text}{(isSecret ? ", topic = 't'" : "")})");
        Assert.Equal(shown, (isSecret ? table.Connector.Options.Profile!.ToShown(table.Profile!) : Shown(table, TableUse.Source))[option]);
    }

    [Theory]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', 'sink.timeout' = 'soon')", "E03", "'soon'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', 'sink.timeout' = INTERVAL '1 month')", "E03", "INTERVAL '1 month'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', 'sink.timeout' = INTERVAL '-1 hour')", "E03", "INTERVAL '-1 hour'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = t, bootstrap_servers = 'b', format = 'json')", "E03", "t")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', format = 'json')", "E03", "t")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = '', format = 'json')", "E03", "''")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', 'source.offset' = 'earlist')", "E03", "'earlist'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', type = 'source', 'sink.timeout' = '1s')", "E03", "'sink.timeout'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', 'sink.key_field' = b)", "E02", "b")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'avro')", "E03", "'avro'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'jsn')", "E03", "'jsn'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x')", "E03", "t")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', type = 'lookup')", "E20", "type = 'lookup'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'blackhole', type = 'source')", "E03", "type = 'source'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', connection_profile = 'p')", "E03", "connection_profile = 'p'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', bad_data = 'ignore')", "E03", "'ignore'")]
    [InlineData("CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', 'json.include_schema' = true)", "E13", "'json.include_schema' = true")]
    [InlineData("CREATE TABLE t (a INT, b TEXT) WITH (connector = 'single_file', path = 'x', format = 'raw_string')", "E13", "t")]
    [InlineData("CREATE TABLE t (value TEXT) WITH (connector = 'single_file', path = 'x', format = 'json', 'json.unstructured' = true)", "E13", "t")]
    [InlineData("CREATE TABLE t (a INT) WITH (path = 'x')", "E04", "path = 'x'")]
    [InlineData("CREATE TABLE t (a INT GENERATED ALWAYS AS (1))", "E04", "a INT GENERATED ALWAYS AS (1)")]
    [InlineData("CREATE TEMPORARY TABLE t (a INT) " + File, "E20", "t")]
    [InlineData("CREATE TABLE t (a SMALLINT) " + File, "E08", "SMALLINT")]
    [InlineData("CREATE TABLE t (a DATE) " + File, "E08", "DATE")]
    [InlineData("CREATE TABLE t (a TIMESTAMP(4)) " + File, "E08", "TIMESTAMP(4)")]
    [InlineData("CREATE TABLE t (a TIMESTAMP(3)) " + File, "E08", "TIMESTAMP(3)")]
    [InlineData("CREATE TABLE t (a INT[]) " + File, "E08", "INT[]")]
    [InlineData("CREATE TABLE t (a FLOTA) " + File, "E08", "FLOTA")]
    [InlineData("CREATE TABLE t (a INT, a TEXT) " + File, "E08", "a")]
    [InlineData("CREATE TABLE t (a INT, PRIMARY KEY (a)) " + File, "E09", "PRIMARY KEY (a)")]
    [InlineData("CREATE TABLE t (a INT UNIQUE) " + File, "E09", "UNIQUE")]
    [InlineData("CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a + 1), c INT GENERATED ALWAYS AS (b + 1)) " + File, "E02", "b")]
    [InlineData("CREATE TABLE t (a X'00') " + File, "S001", "X'00'")]
    [InlineData("CREATE TABLE t (a TIMESTAMP NOT NULL, WATERMARK FOR b) " + File, "E09", "b")]
    [InlineData("CREATE TABLE t (a TEXT, WATERMARK FOR a) " + File, "E09", "a")]
    [InlineData("CREATE TABLE t (a TIMESTAMP NOT NULL, WATERMARK FOR a AS 1) " + File, "E09", "1")]
    [InlineData("CREATE TABLE t (a TIMESTAMP NOT NULL, WATERMARK FOR a, WATERMARK FOR a) " + File, "E09", "WATERMARK FOR a")]
    [InlineData("CREATE TABLE t (p TEXT METADATA FROM 'partition') WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json')", "E10", "TEXT")]
    [InlineData("CREATE TABLE t (p TEXT METADATA FROM 'topik') WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json')", "E10", "'topik'")]
    [InlineData("CREATE TABLE t (p TEXT GENERATED ALWAYS AS (upper(metadata('topic')))) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json')", "E10", "metadata('topic')")]
    [InlineData("CREATE TABLE t (counter INT) WITH (connector = 'impulse', event_rate = 1)", "E08", "t")]
    [InlineData("CREATE TABLE t (a INT) " + File + " PARTITIONED BY (a)", "E27", "a")]
    [InlineData("SET updating_ttl = INTERVAL '1 day'", "E25", "updating_ttl")]
    [InlineData("SET on_error = 'ignore'", "E25", "'ignore'")]
    [InlineData("SET on_error = 'drop', 'fail'", "E25", "'fail'")]
    [InlineData("SET on_eror = 'drop'", "E25", "on_eror")]
    public void Mistakes_are_named_where_they_are(string text, string code, string part)
    {
        var diagnostic = Planned.Error(text, requiresQuery: false);
        Assert.Equal((code, part), (diagnostic.Code.Id, text.Substring(diagnostic.Span.Start, diagnostic.Span.Length)));
        if (code[0] == 'E' && text.StartsWith("CREATE", StringComparison.Ordinal))
        {
            Assert.StartsWith("could not create table \"t\": ", diagnostic.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_unknown_option_is_listed()
    {
        var result = Planned.Plan("CREATE TABLE t (a INT) WITH (connector = 'single_file', pth = 'x', format = 'json', colour = 'red', path = 'y')", false);
        Assert.Equal(["E03", "E03"], result.Diagnostics.Select(diagnostic => diagnostic.Code.Id));
        Assert.Equal("did you mean \"path\"?", result.Diagnostics[0].Hint);
    }

    [Fact]
    public void Event_time_by_options_of_old()
    {
        var table = Planned.Table("CREATE TABLE t (a TIMESTAMP, b TIMESTAMP) WITH (connector = 'single_file', path = 'x', format = 'json', event_time_field = a)");
        Assert.Equal((0, "(a - INTERVAL '1 seconds')"), (table.Watermark!.EventTimeColumn, table.Watermark.Expression.ToString()));
        table = Planned.Table("CREATE TABLE t (a TIMESTAMP, b TIMESTAMP) WITH (connector = 'single_file', path = 'x', format = 'json', event_time_field = a, watermark_field = 'b')");
        Assert.Equal((0, "b"), (table.Watermark!.EventTimeColumn, table.Watermark.Expression.ToString()));
    }

    [Fact]
    public void A_small_integer_is_refused_on_the_wire_and_not_there_yet_in_memory()
    {
        Assert.Equal(DiagnosticKind.NotImplemented, Planned.Error("CREATE TABLE t (a SMALLINT)", false).Kind);
        Assert.Equal(DiagnosticKind.Planning, Planned.Error($"CREATE TABLE t (a SMALLINT) {File}", false).Kind);
        Assert.Equal(DataType.Date32, Assert.IsType<MemoryTable>(Planned.Created("CREATE TABLE t (a DATE)").Single()).Columns[0].Type);
    }

    [Fact]
    public void A_broken_table_is_reported_once()
    {
        var result = Planned.Plan($"CREATE TABLE t (a FOO) {File}; CREATE VIEW v AS SELECT a FROM t; SELECT * FROM v; SELECT a FROM t;");
        Assert.Equal("E08", Assert.Single(result.Diagnostics).Code.Id);
    }

    private static ImmutableSortedDictionary<string, string> Shown(ConnectorTable table, TableUse use) => table.Connector.Options.Table.ToShown(table.Settings(use));
}
