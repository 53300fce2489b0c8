using Weir.Connectors;
using Weir.Connectors.Builtin.Impulse;
using Weir.Settings;

namespace Weir.Runtime.Tests.Conformance;

public sealed class ImpulseSourceTests : SourceConformance
{
    private int _rows;

    protected override string Column => "counter";

    protected override void MakeData(int rows) => _rows = rows;

    protected override ISource CreateSource() => new ImpulseConnector().CreateSource(new SourceContext
    {
        Table = "t",
        Settings = GivenSettings.Of(new ImpulseConnector(), TableUse.Source, new Dictionary<string, string> { ["event_rate"] = "1000000", ["message_count"] = $"{_rows}" }),
        BaseFolder = "/",
    });
}
