namespace Weir.Settings.Tests.Connectors;

[Settings("RedisTable", Camel = true)]
public sealed record RedisTable
{
    [Setting("what it is for", Title = "Table Type", Wire = "connectorType")]
    public required RedisSide Side { get; init; }
}

[OneOf(Sql = "type")]
public abstract record RedisSide
{
    [Alternative("Sink", Sql = "sink", Use = TableUse.Sink)]
    public sealed record Sink : RedisSide
    {
        [Setting("how rows are kept", Title = "Target")]
        public required RedisTarget Target { get; init; }
    }

    [Alternative("Lookup", Sql = "lookup", Use = TableUse.Lookup)]
    public sealed record Lookup : RedisSide
    {
        [Setting("nothing to set", Wire = "lookup", RequiredInForms = true)]
        public RedisLookup Settings { get; init; } = new();
    }
}

public sealed record RedisLookup;

[OneOf(Sql = "target", Prefix = "target.")]
public abstract record RedisTarget
{
    [Alternative("String Table", Sql = "string")]
    public sealed record Text : RedisTarget
    {
        [Setting("what keys begin with", Title = "Key Prefix")]
        public required string KeyPrefix { get; init; }

        [Setting("the column that keys end with", Title = "Key Column")]
        public ColumnName? KeyColumn { get; init; }

        [Setting("how long a value stays", Title = "TTL in seconds", Wire = "ttlSecs", Sql = "ttl_secs", Unit = DurationUnit.Seconds, Min = 1)]
        public TimeSpan? Ttl { get; init; }
    }

    [Alternative("List Table", Sql = "list")]
    public sealed record List : RedisTarget
    {
        [Setting("what keys begin with", Title = "List Prefix", Wire = "listPrefix", Sql = "key_prefix")]
        public required string KeyPrefix { get; init; }

        [Setting("the column that keys end with", Title = "Key Column", Wire = "listKeyColumn", Sql = "key_column")]
        public ColumnName? KeyColumn { get; init; }

        [Setting("how many values a list keeps", Title = "Max Length", Min = 1)]
        public long? MaxLength { get; init; }

        [Setting("at which end values are added", Title = "Operation", RequiredInForms = true)]
        public RedisPush Operation { get; init; }
    }

    [Alternative("Hash Table", Sql = "hash")]
    public sealed record Hash : RedisTarget
    {
        [Setting("what keys begin with", Title = "Key Prefix", Wire = "hashKeyPrefix", Sql = "key_prefix")]
        public required string KeyPrefix { get; init; }

        [Setting("the column that keys end with", Title = "Key Column", Wire = "hashKeyColumn", Sql = "key_column")]
        public ColumnName? KeyColumn { get; init; }

        [Setting("the column of the field's name", Title = "Field Column", Wire = "hashFieldColumn", Sql = "field_column")]
        public required ColumnName FieldColumn { get; init; }
    }
}

public enum RedisPush
{
    [Value("Append", Sql = "append")]
    Append,

    [Value("Prepend", Sql = "prepend")]
    Prepend,
}
