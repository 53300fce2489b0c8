using System.Collections.Immutable;
using Weir.Planner.Catalog;

namespace Weir.Planner.Tests;

/// <summary>Connectors that only describe themselves.</summary>
internal sealed class TestConnectors : IConnectorCatalog
{
    private static readonly ConnectorDescription[] All =
    [
        new()
        {
            Name = "single_file",
            Uses = ConnectorUse.Both,
            Formats = ["json", "raw_string"],
            Options =
            [
                new OptionDescription("path", OptionKind.String) { IsRequired = true },
                new OptionDescription("wait_for_control", OptionKind.Bool) { Default = "false", Use = ConnectorUse.Source },
            ],
        },
        new() { Name = "blackhole", Uses = ConnectorUse.Sink, Formats = ["json"], IsFormatRequired = false },
        new()
        {
            Name = "impulse",
            Uses = ConnectorUse.Source,
            FixedSchema = new Schema(new Field("counter", DataType.Int64, false), new Field("subtask_index", DataType.Int64, false)),
            Options =
            [
                new OptionDescription("event_rate", OptionKind.Number) { IsRequired = true },
                new OptionDescription("event_time_interval", OptionKind.Duration) { BareNumberUnit = TimeSpan.FromMicroseconds(1) },
                new OptionDescription("message_count", OptionKind.Integer),
            ],
        },
        new()
        {
            Name = "kafka",
            Uses = ConnectorUse.Both,
            Formats = ["json", "raw_string"],
            MetadataKeys = new Dictionary<string, DataType>
            {
                ["topic"] = DataType.Utf8, ["partition"] = DataType.Int32, ["offset_id"] = DataType.Int64,
            }.ToImmutableDictionary(),
            Options =
            [
                new OptionDescription("topic", OptionKind.String) { IsRequired = true },
                new OptionDescription("bootstrap_servers", OptionKind.String) { IsRequired = true },
                new OptionDescription("auth.password", OptionKind.String) { IsSecret = true },
                new OptionDescription("source.offset", OptionKind.String) { AllowedValues = ["earliest", "latest"], Default = "latest", Use = ConnectorUse.Source },
                new OptionDescription("sink.key_field", OptionKind.Field) { Use = ConnectorUse.Sink },
                new OptionDescription("sink.timeout", OptionKind.Duration) { Use = ConnectorUse.Sink },
                new OptionDescription("sink.fields", OptionKind.Array) { Use = ConnectorUse.Sink },
                new OptionDescription("max_bytes", OptionKind.Size),
                new OptionDescription("sink.transactional_id", OptionKind.String) { IsRequired = true, Use = ConnectorUse.Sink },
            ],
        },
    ];

    /// <summary>With columns of its own, which no query sees.</summary>
    public OneRowSource? OneRow => new(
        All[2], new Schema(new Field("anything", DataType.Utf8, true)),
        ImmutableSortedDictionary<string, OptionValue>.Empty
            .Add("event_rate", new OptionValue("1", IsSecret: false)).Add("message_count", new OptionValue("1", IsSecret: false)));

    public IEnumerable<string> ConnectorNames => All.Select(connector => connector.Name);

    public ConnectorDescription? FindConnector(string name) => Array.Find(All, connector => connector.Name == name);
}
