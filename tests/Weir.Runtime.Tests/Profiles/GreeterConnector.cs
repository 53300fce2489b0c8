using Weir.Connectors;
using Weir.Runtime.Tests.Tasks;
using Weir.Settings;

namespace Weir.Runtime.Tests.Profiles;

/// <summary>A connector with profiles: its source gives one row, with a text of the profile and one of the table.</summary>
internal sealed class GreeterConnector : Connector<GreeterProfile, GreeterTable>
{
    public override string Name => "greeter";

    public override string Description => "of a test";

    public override TableUse Uses => TableUse.Source;

    public override bool IsProfileRequired => true;

    public override TableTraits Traits(SettingsTree table) => new() { CanReplay = true, Format = FormatUse.Required };

    protected override ISource CreateSource(SourceContext context, GreeterProfile? profile, GreeterTable table) => new FakeSource(context.Table, (source, rows) =>
    {
        if (source.Polls > 1)
        {
            return new(PollOutcome.Ended);
        }

        source.GiveLine(rows, $$"""{"greeting":"{{profile!.Greeting}}, {{table.Whom}}"}""");
        return new(PollOutcome.Batch);
    });
}
