using Weir.Connectors;
using Weir.Connectors.Builtin.Blackhole;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Connectors.Builtin.Impulse;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Connectors.Builtin.Stdout;

namespace Weir.Cli;

/// <summary>The connectors of the command, a line each.</summary>
internal static class ConnectorSet
{
    public static ConnectorRegistry Create() => new ConnectorRegistry()
        .Add(new BlackholeConnector())
        .Add(new FilesystemConnector())
        .Add(new ImpulseConnector())
        .Add(new SingleFileConnector())
        .Add(new StdoutConnector());
}
