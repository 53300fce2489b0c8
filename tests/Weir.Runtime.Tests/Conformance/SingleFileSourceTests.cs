using Weir.Connectors;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Settings;

namespace Weir.Runtime.Tests.Conformance;

public sealed class SingleFileSourceTests : FileSourceConformance
{
    protected override string FirstFile => Folder.At("in.json");

    protected override void MakeData(int rows) => WriteRows(FirstFile, 0, rows);

    protected override ISource CreateSource() => new SingleFileConnector().CreateSource(new SourceContext
    {
        Table = "t",
        Settings = GivenSettings.Of(new SingleFileConnector(), TableUse.Source, new Dictionary<string, string> { ["path"] = "in.json" }),
        BaseFolder = Folder.Path,
    });
}
