using Weir.Connectors;
using Weir.Planner;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;
using Weir.Settings;
using Weir.Sql;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>A connector called <c>fake</c> whose sources and sinks are the test's own, by table.</summary>
internal sealed class FakeConnector : Connector<FakeTable>
{
    public override string Name => "fake";

    public override string Description => "of a test";

    public override TableUse Uses => TableUse.Source | TableUse.Sink;

    /// <summary>What a source of a table does at each poll; a source is made anew for each start.</summary>
    public Dictionary<string, Func<FakeSource, RowCollector, ValueTask<PollOutcome>>> Polls { get; } = [];

    /// <summary>The sink of a table, the same for every start, as the outside is.</summary>
    public Dictionary<string, FakeSink> Sinks { get; } = [];

    /// <summary>Every source that was made.</summary>
    public List<FakeSource> Sources { get; } = [];

    /// <exception cref="KeyNotFoundException">The test has said nothing of the table.</exception>
    protected override ISource CreateSource(SourceContext context, FakeTable table)
    {
        var source = new FakeSource(context.Table, Polls[context.Table]);
        Sources.Add(source);
        return source;
    }

    public override TableTraits Traits(SettingsTree table) => new() { CanReplay = true, IsTransactional = true, Format = FormatUse.Required };

    protected override ISink CreateSink(SinkContext context, FakeTable table) => Sinks.TryGetValue(context.Table, out var sink) ? sink : Sinks[context.Table] = new FakeSink(context.Table);

    /// <summary>Plans a script over tables of this connector, each with one BIGINT column <c>n</c>.</summary>
    /// <param name="inserts">Pairs of source and sink.</param>
    public PhysicalPlan Plan(params (string Source, string Sink)[] inserts)
    {
        var tables = inserts.Select(insert => insert.Source).Distinct().Select(name => Table(name, "source"))
            .Concat(inserts.Select(insert => insert.Sink).Distinct().Select(name => Table(name, "sink")));
        var script = string.Join('\n', tables.Concat(inserts.Select(insert => $"INSERT INTO {insert.Sink} SELECT n FROM {insert.Source};")));
        return Plan(script);
    }

    /// <summary>Plans a script over this connector.</summary>
    public PhysicalPlan Plan(string script)
    {
        var result = ScriptPlanner.Plan(
            SqlParser.Parse(new SourceText(script, "tasks"), new ScriptVariables(new Dictionary<string, string>())),
            new InMemoryCatalog(),
            new ConnectorCatalog(new ConnectorRegistry().Add(this), []),
            new PlannerOptions());
        Assert.True(result.Plan is not null, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message)));
        return result.Plan;
    }

    private static string Table(string name, string type) =>
        $"CREATE TABLE {name} (n BIGINT NOT NULL) WITH (connector = 'fake', format = 'json', type = '{type}'{(type == "source" ? ", bad_data = 'drop'" : "")});";
}
