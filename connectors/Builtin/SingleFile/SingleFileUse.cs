using Weir.Settings;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>What a <c>single_file</c> table is for.</summary>
public enum SingleFileUse
{
    [Value("source", Use = TableUse.Source)]
    Source,

    [Value("sink", Use = TableUse.Sink)]
    Sink,
}
