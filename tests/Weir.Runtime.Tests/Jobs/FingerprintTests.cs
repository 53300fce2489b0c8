using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Formats;
using Weir.Planner;
using Weir.Planner.Catalog;
using Weir.Runtime.Tests.Golden;
using Weir.Settings;
using Weir.Sql;

namespace Weir.Runtime.Tests.Jobs;

/// <summary>What a manifest remembers of tables: a change of what they do, and nothing else.</summary>
public sealed class FingerprintTests
{
    private static readonly ConnectorRegistry Registry = new ConnectorRegistry().Add(new FilesystemConnector()).Add(new SingleFileConnector());

    private static readonly (string, string) Plain = Hashes("", "");

    [Theory]
    [InlineData("wait_for_control = false", "'rolling_policy.interval' = '60s'")]
    [InlineData("'json.unstructured' = false", "'filename.prefix' = ''")]
    [InlineData("'json.timestamp_format' = 'rfc3339'", "'rolling_policy.file_size' = '128MiB'")]
    [InlineData("type = 'source'", "type = 'sink'")]
    public void What_says_no_more_than_its_default_changes_nothing(string ofSource, string ofSink) => Assert.Equal(Plain, Hashes(ofSource, ofSink));

    [Theory]
    [InlineData("'source.compression' = 'gzip'")]
    [InlineData("wait_for_control = true")]
    [InlineData("'json.timestamp_format' = 'unix_millis'")]
    [InlineData("'framing.newline.max_length' = 100")]
    [InlineData("path = 'other'")]
    public void Every_option_of_a_source_changes_its_fingerprint(string option)
    {
        var changed = Hashes(option, "");
        Assert.NotEqual(Plain.Item1, changed.Item1);
        Assert.Equal(Plain.Item2, changed.Item2);
    }

    [Theory]
    [InlineData("'rolling_policy.interval' = '61s'")]
    [InlineData("'rolling_policy.file_size' = '1MiB'")]
    [InlineData("'rolling_policy.inactivity_interval' = '1s'")]
    [InlineData("'filename.prefix' = 'a'")]
    [InlineData("'filename.suffix' = 'a'")]
    [InlineData("'filename.extension' = 'a'")]
    [InlineData("'json.decimal_encoding' = 'string'")]
    public void Every_option_of_a_sink_changes_its_fingerprint(string option)
    {
        var changed = Hashes("", option);
        Assert.Equal(Plain.Item1, changed.Item1);
        Assert.NotEqual(Plain.Item2, changed.Item2);
    }

    [Fact]
    public void The_planner_finds_in_the_records_what_it_looks_for()
    {
        var read = FormatCatalog.Shape.FromFlat(new Dictionary<string, FlatValue> { ["format"] = new FlatValue.Text("json"), ["json.unstructured"] = new FlatValue.Bool(true) });
        var format = new FormatSpecification(read.Tree);
        Assert.Equal(("json", true), (format.Name, format.IsUnstructured));
    }

    private static (string Source, string Sink) Hashes(string ofSource, string ofSink)
    {
        static string With(string option) => option.Length == 0 ? "" : ", " + option;
        var script = $"""
            CREATE TABLE i (a BIGINT) WITH (connector = 'single_file', path = 'x', format = 'json'{With(ofSource)});
            CREATE TABLE o (a BIGINT) WITH (connector = 'filesystem', path = 'y', format = 'json'{With(ofSink)});
            INSERT INTO o SELECT a FROM i;
            """;
        var result = ScriptPlanner.Plan(
            SqlParser.Parse(new SourceText(script, "tables"), new ScriptVariables(new Dictionary<string, string>())), new InMemoryCatalog(), new ConnectorCatalog(Registry, []), new PlannerOptions());
        Assert.True(result.Plan is not null, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message)));
        var tables = new JobGraph(result.Plan, Registry, new RecordedPreview()).Script.Tables;
        return (tables["i"].Options, tables["o"].Options);
    }
}
