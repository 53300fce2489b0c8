using System.Globalization;
using Weir.Planner;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;
using Weir.Settings;
using Weir.Sql;
using Weir.TestKit;

namespace Weir.Differential.Tests;

/// <summary>Plans an expression as a query over a table would, and evaluates it over the rows.</summary>
internal sealed class WeirEngine : IDisposable
{
    private readonly SlabPool _pool = new();

    /// <param name="refusal">Why the planner refused the expression; then every answer is an error.</param>
    public Answer[] Ask(string expression, Values values, out string? refusal)
    {
        var script = SqlParser.Parse(new SourceText($"CREATE TABLE t WITH (connector = 'values'); SELECT {expression} AS x FROM t;", "test.sql"));
        var result = ScriptPlanner.Plan(script, new InMemoryCatalog(), new ValuesConnector(values), new PlannerOptions { Time = TimeProvider.System, RequiresQuery = true });
        refusal = result.Diagnostics.Count > 0 ? result.Diagnostics[0].Message : null;
        return result.Plan is null ? [.. values.Rows.Select(_ => Answer.Error)] : Evaluate(result.Plan, values);
    }

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedSlabs);
        _pool.Dispose();
    }

    private Answer[] Evaluate(PhysicalPlan plan, Values values)
    {
        var source = Assert.Single(plan.Sources);
        var sink = Assert.Single(plan.Sinks);
        object?[] Decoded(object?[] row) => [.. source.Decoded.Fields.Select(field => field.Name.Length == 1 ? row[field.Name[0] - 'a'] : 0L)];

        using var decoded = Rows.Batch(_pool, source.Decoded, [.. values.Rows.Select(Decoded)]);
        using var read = new Projection(_pool, source.Schema, source.Outputs);
        using var input = read.Apply(decoded);
        var project = Assert.IsType<ProjectNode>(sink.Inputs[0]);
        using var projection = new Projection(_pool, project.Schema, project.Expressions);
        using var output = projection.Apply(input);
        var failed = projection.Errors.Items.Select(error => error.Row).ToHashSet();
        return [.. Enumerable.Range(0, values.Rows.Length).Select(row => failed.Contains(row) ? Answer.Error : Show(output, row))];
    }

    private static Answer Show(Batch batch, int row)
    {
        var type = batch[0].Type;
        var text = Rows.Value(batch, 0, row) switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            Int128 unscaled => DecimalText.Format(unscaled, type.Scale),
            int days when type.Kind == TypeKind.Date32 => TemporalText.FormatDate(days),
            long nanos when type.Kind == TypeKind.Timestamp => TemporalText.FormatTimestamp(nanos).Replace('T', ' '),
            long nanos when type.Kind == TypeKind.Interval => DecimalText.Format(nanos, 9),
            byte[] bytes => Convert.ToHexStringLower(bytes),
            string other => other,
            var number => string.Format(CultureInfo.InvariantCulture, "{0}", number),
        };
        return text is null || !type.IsText ? Answer.Of(text) : new Answer(text);
    }

    [Settings("None")]
    private sealed record NoSettings;

    /// <summary>A source whose columns are those of the values: every type, as the columns of a table cannot have.</summary>
    private sealed class ValuesConnector(Values values) : IConnectorCatalog
    {
        private readonly ConnectorDescription _description = new()
        {
            Name = "values",
            Uses = TableUse.Source,
            Options = new FlatNamespace(null, SettingsShape.Of<NoSettings>()),
            Traits = _ => new ConnectorTraits { FixedSchema = new Schema(values.Types.Select((type, i) => new Field(Values.Name(i), type))) },
        };

        public IEnumerable<string> ProfileNames => [];

        public SettingsShape Records => SettingsShape.Of<NoSettings>();

        public OneRowSource? OneRow => null;

        public IEnumerable<string> ConnectorNames => [_description.Name];

        public ProfileDescription? FindProfile(string name) => null;

        public ConnectorDescription? FindConnector(string name) => name == _description.Name ? _description : null;
    }
}
