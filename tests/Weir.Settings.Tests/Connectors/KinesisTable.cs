namespace Weir.Settings.Tests.Connectors;

[Settings("KinesisTable")]
public sealed record KinesisTable
{
    [Setting("the stream", Title = "Stream Name")]
    public required string StreamName { get; init; }

    [Setting("the AWS region", Title = "AWS Region")]
    public string? AwsRegion { get; init; }

    [Setting("what it is for", Title = "Table Type", Wire = "type")]
    public required KinesisSide Side { get; init; }
}

[OneOf(Sql = "type")]
public abstract record KinesisSide
{
    [Alternative("Source", Sql = "source", Prefix = "source.", Use = TableUse.Source)]
    public sealed record Source : KinesisSide
    {
        [Setting("where to start when there is no checkpoint", RequiredInForms = true)]
        public KinesisOffset Offset { get; init; }
    }

    [Alternative("Sink", Sql = "sink", Prefix = "sink.", Use = TableUse.Sink)]
    public sealed record Sink : KinesisSide
    {
        [Setting("records in a request", Sql = "max_records_per_batch", Min = 1, Max = 500)]
        public int RecordsPerBatch { get; init; } = 500;

        [Setting("bytes in a request", Sql = "max_bytes_per_batch", Max = 4_000_000)]
        public ByteSize BatchMaxBufferSize { get; init; } = new(4_000_000);

        [Setting("how long a request waits for more records", Wire = "batch_flush_interval_millis", Sql = "flush_interval_millis", Unit = DurationUnit.Milliseconds)]
        public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);
    }
}

public enum KinesisOffset
{
    Latest,
    Earliest,
}
