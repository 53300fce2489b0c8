namespace Weir.Settings.Tests.Connectors;

[Settings("KafkaTable")]
public sealed record KafkaTable
{
    [Setting("the topic", Title = "Topic", Format = "autocomplete")]
    public required string Topic { get; init; }

    [Setting("what it is for", Title = "Table Type", Wire = "type")]
    public required KafkaSide Side { get; init; }

    [Setting("further client properties", Title = "Client Configs")]
    public ImmutableDictionary<string, string> ClientConfigs { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Setting("subject in the registry", Sql = "value.subject")]
    public string? ValueSubject { get; init; }
}

[OneOf(Sql = "type")]
public abstract record KafkaSide
{
    [Alternative("Source", Sql = "source", Prefix = "source.", Use = TableUse.Source)]
    public sealed record Source : KafkaSide
    {
        [Setting("where to start when there is no checkpoint", RequiredInForms = true)]
        public KafkaOffset Offset { get; init; } = KafkaOffset.Latest;

        [Setting("which records to read", Title = "Read Mode")]
        public KafkaReadMode ReadMode { get; init; } = KafkaReadMode.ReadCommitted;

        [Setting("the consumer group", Title = "Group ID")]
        public string? GroupId { get; init; }

        [Setting("what the made-up name of the consumer group begins with", Title = "Group ID Prefix")]
        public string? GroupIdPrefix { get; init; }
    }

    [Alternative("Sink", Sql = "sink", Prefix = "sink.", Use = TableUse.Sink)]
    public sealed record Sink : KafkaSide
    {
        [Setting("what a restart may write again", RequiredInForms = true)]
        public KafkaCommitMode CommitMode { get; init; } = KafkaCommitMode.AtLeastOnce;

        [Setting("the column of the record's key", Title = "Key Field")]
        public ColumnName? KeyField { get; init; }

        [Setting("the column of the record's time", Title = "Timestamp Field")]
        public ColumnName? TimestampField { get; init; }
    }
}

public enum KafkaOffset
{
    Latest,
    Earliest,
    Group,
}

public enum KafkaReadMode
{
    ReadUncommitted,
    ReadCommitted,
}

public enum KafkaCommitMode
{
    AtLeastOnce,
    ExactlyOnce,
}
