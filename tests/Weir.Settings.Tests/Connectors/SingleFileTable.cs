namespace Weir.Settings.Tests.Connectors;

[Settings("SingleFileTable")]
public sealed record SingleFileTable
{
    [Setting("the file", Title = "Path")]
    public required string Path { get; init; }

    [Setting("what it is for", Title = "Table Type", Wire = "table_type", Sql = "type")]
    public required SingleFileUse Use { get; init; }

    [Setting("accepted for scripts of other systems; does nothing", Title = "Wait For Control")]
    public bool WaitForControl { get; init; }
}

public enum SingleFileUse
{
    [Value("source", Use = TableUse.Source)]
    Source,

    [Value("sink", Use = TableUse.Sink)]
    Sink,
}
