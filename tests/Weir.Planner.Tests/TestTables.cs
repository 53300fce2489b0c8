using System.Collections.Immutable;
using Weir.Settings;

namespace Weir.Planner.Tests;

[Settings("File")]
internal sealed record TestFileTable
{
    [Setting("the file")]
    public required string Path { get; init; }

    [Setting("wait", Use = TableUse.Source)]
    public bool WaitForControl { get; init; }
}

[Settings("Empty")]
internal sealed record TestEmptyTable;

[Settings("Impulse")]
internal sealed record TestImpulseTable
{
    [Setting("rows a second")]
    public required double EventRate { get; init; }

    [Setting("between rows", Unit = DurationUnit.Microseconds)]
    public TimeSpan? EventTimeInterval { get; init; }

    [Setting("rows")]
    public long? MessageCount { get; init; }
}

[Settings("KafkaProfile")]
internal sealed record TestKafkaProfile
{
    [Setting("the brokers")]
    public required string BootstrapServers { get; init; }

    [Setting("the password", Sql = "auth.password")]
    public Secret? Password { get; init; }
}

[Settings("Kafka")]
internal sealed record TestKafkaTable
{
    [Setting("the topic")]
    public required string Topic { get; init; }

    [Setting("at most")]
    public ByteSize? MaxBytes { get; init; }

    [Setting("the side")]
    public required TestKafkaSide Side { get; init; }
}

[OneOf(Sql = "type")]
internal abstract record TestKafkaSide
{
    [Alternative("Source", Sql = "source", Prefix = "source.", Use = TableUse.Source)]
    public sealed record Source : TestKafkaSide
    {
        [Setting("where to begin")]
        public TestOffset Offset { get; init; } = TestOffset.Latest;
    }

    [Alternative("Sink", Sql = "sink", Prefix = "sink.", Use = TableUse.Sink)]
    public sealed record Sink : TestKafkaSide
    {
        [Setting("the key")]
        public ColumnName? KeyField { get; init; }

        [Setting("how long")]
        public TimeSpan? Timeout { get; init; }

        [Setting("some")]
        public ImmutableArray<string> Fields { get; init; } = [];

        [Setting("the id")]
        public required string TransactionalId { get; init; }
    }
}

internal enum TestOffset
{
    Earliest,
    Latest,
}
