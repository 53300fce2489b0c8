using Weir.Columnar;
using Weir.Settings;

namespace Weir.Connectors.Builtin.Impulse;

/// <summary>Counts: a row for each number, at a rate.</summary>
public sealed class ImpulseConnector : Connector<ImpulseTable>
{
    internal const string Counter = "counter";
    internal const string SubtaskIndex = "subtask_index";

    private static readonly Schema Columns = new(new Field(Counter, DataType.Int64, false), new Field(SubtaskIndex, DataType.Int64, false));

    public override string Name => "impulse";

    public override string Description => "numbers, at a rate";

    public override TableUse Uses => TableUse.Source;

    public override TableTraits Traits(SettingsTree table) => new() { CanReplay = true, FixedSchema = Columns };

    protected override ISource CreateSource(SourceContext context, ImpulseTable table) => new ImpulseSource(context, table);
}
