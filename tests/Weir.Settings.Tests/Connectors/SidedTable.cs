namespace Weir.Settings.Tests.Connectors;

/// <summary>A table with a setting that is for one side only, beside those of both.</summary>
[Settings("SidedTable")]
public sealed record SidedTable
{
    [Setting("the file", Title = "Path")]
    public required string Path { get; init; }

    [Setting("how it is packed", Title = "Packing", Sql = "source.packing", Use = TableUse.Source)]
    public string? Packing { get; init; }

    [Setting("what it is for", Title = "Table Type", Wire = "table_type", Sql = "type")]
    public required SingleFileUse Use { get; init; }
}
