using Weir.Settings;

namespace Weir.Connectors.Builtin.Stdout;

/// <summary>Writes rows to the process' standard output.</summary>
public sealed class StdoutConnector : Connector<StdoutTable>
{
    public override string Name => "stdout";

    public override string Description => "the standard output of the process";

    public override TableUse Uses => TableUse.Sink;

    public override TableTraits Traits(SettingsTree table) => new() { IsEphemeral = true, Format = FormatUse.Required };

    protected override ISink CreateSink(SinkContext context, StdoutTable table) => new StdoutSink(context);
}
