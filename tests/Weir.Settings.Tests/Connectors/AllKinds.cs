namespace Weir.Settings.Tests.Connectors;

/// <summary>No connector: what the others have not.</summary>
[Settings("AllKinds")]
public sealed record AllKinds
{
    [Setting("a number", Min = 0)]
    public required double Rate { get; init; }

    [Setting("a count", Min = 0)]
    public long? Count { get; init; }

    [Setting("a duration without a unit")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(60);

    [Setting("a duration in microseconds", Unit = DurationUnit.Microseconds)]
    public TimeSpan? Gap { get; init; }

    [Setting("a size", Sql = "rolling.file_size")]
    public ByteSize Size { get; init; } = new(128 << 20);

    [Setting("columns")]
    public ImmutableArray<string> Columns { get; init; } = [];

    [Setting("a flag", IsDeprecated = true)]
    public bool Old { get; init; } = true;

    [Setting("an inner record", Sql = "inner")]
    public AllKindsInner? Inner { get; init; }

    [Setting("a choice with a tag")]
    public AllKindsFormat? Format { get; init; }
}

public sealed record AllKindsInner
{
    [Setting("a word")]
    public required string Word { get; init; }
}

[OneOf(Tag = "type", Sql = "format")]
public abstract record AllKindsFormat
{
    [Alternative("JSON", Tag = "json", Sql = "json", Prefix = "json.")]
    public sealed record Json : AllKindsFormat
    {
        [Setting("no columns")]
        public bool Unstructured { get; init; }
    }

    [Alternative("JSON Schema", Tag = "json_schema", Sql = "json_schema", Prefix = "json_schema.")]
    public sealed record JsonSchema : AllKindsFormat
    {
        [Setting("the schema")]
        public required string Schema { get; init; }
    }
}
