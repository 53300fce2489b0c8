using Weir.Settings;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>The settings of a <c>filesystem</c> table.</summary>
[Settings("FilesystemTable")]
public sealed record FilesystemTable
{
    [Setting("what the table is for", Title = "Table Type", Wire = "table_type")]
    public required FilesystemSide Side { get; init; }
}
