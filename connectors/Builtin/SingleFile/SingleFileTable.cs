using Weir.Connectors.Builtin.Files;
using Weir.Settings;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>The settings of a <c>single_file</c> table.</summary>
[Settings("SingleFileTable")]
public sealed record SingleFileTable
{
    [Setting("the file; a relative path starts at the script's folder", Title = "Path")]
    public required string Path { get; init; }

    [Setting("what the table is for", Title = "Table Type", Wire = "table_type", Sql = "type")]
    public required SingleFileUse Use { get; init; }

    [Setting(InputBytes.CompressionText, Title = "Compression", Sql = InputBytes.CompressionOption, Use = TableUse.Source)]
    public Compression? Compression { get; init; }

    [Setting("accepted for scripts of other systems; does nothing", Title = "Wait For Control")]
    public bool WaitForControl { get; init; }
}
