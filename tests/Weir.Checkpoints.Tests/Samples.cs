using System.Collections.Immutable;

namespace Weir.Checkpoints.Tests;

/// <summary>Jobs, scripts and manifests that tests share.</summary>
internal static class Samples
{
    public static readonly JobId Job = JobId.From(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    public static readonly OwnerId Owner = OwnerId.From(new Guid(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
    public static readonly OwnerId Other = OwnerId.From(new Guid(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3));
    public static readonly SourceId Clicks = new("clicks", 0);
    public static readonly TaskId Count = new("count", 0);
    public static readonly SinkId Orders = new("orders", 0);
    public static readonly SinkId Log = new("log", 0);

    public static JobTopology Topology(bool isTransactional = true) => new()
    {
        Sources = [new(Clicks)],
        Tasks = [new(Count, ["clicks"], HasState: true)],
        Sinks = [new(Orders, isTransactional ? SinkKind.Transactional : SinkKind.Flushing, ["count"]), new(Log, SinkKind.Flushing, ["count"])],
    };

    public static ScriptFingerprint Script(string orders = "a", string query = "q1", bool hasLog = true, string logConnector = "single_file")
    {
        var tables = new Dictionary<string, TableFingerprint>
        {
            ["clicks"] = new(TableRole.Source, "s", "kafka"),
            ["orders"] = new(TableRole.Sink, orders, "kafka"),
        };
        if (hasLog)
        {
            tables["log"] = new(TableRole.Sink, "l", logConnector);
        }

        return new()
        {
            Tables = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, tables),
            Queries = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("main", query)]),
            Operators = ImmutableSortedSet.Create(StringComparer.Ordinal, "count"),
        };
    }

    public static CommitDescriptor Descriptor(string resource = "orders-0-1-0", string table = "orders") => new()
    {
        Table = table,
        Connector = "kafka",
        Subtask = 0,
        Resource = resource,
        Version = 1,
        Payload = """{"producerId":7}""",
        Target = "cluster/orders",
        Rows = 12,
    };

    public static CheckpointManifest Manifest(long slot, ManifestKind kind = ManifestKind.Start, long generation = 1, params CommitDescriptor[] descriptors) => new()
    {
        Job = Job,
        Slot = new(slot),
        Epoch = new(slot + 10),
        Generation = new(generation),
        Owner = Other,
        Kind = kind,
        Positions = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, [KeyValuePair.Create("clicks", SourcePositions.Of("0", (slot * 100).ToString()))]),
        StateFiles = [new() { Operator = "count", Subtask = 0, Path = $"state/{generation}-{slot + 10}/count", Bytes = 3, Sha256 = new('a', 64) }],
        Watermarks = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("clicks[0]", slot * 1_000_000_000L)]),
        Descriptors = [.. descriptors],
        Carries = [new() { Table = "log", Connector = "single_file", Target = "/out/log", Subtask = 0, Version = 1, Payload = """{"length":5}""" }],
        Resources = [new("orders", $"orders-0-{generation}-0"), new("orders", $"orders-0-{generation}-1")],
        ToFence = kind == ManifestKind.Start ? [new("orders", "orders-0-0-0")] : [],
        Targets = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("orders", "cluster/orders")]),
        TransactionalTables = ImmutableSortedSet.Create(StringComparer.Ordinal, "orders"),
        Script = Script(),
        ContinuesFrom = kind == ManifestKind.Start && slot > 1 ? new Slot(slot - 1) : null,
    };
}
