using System.Collections.Immutable;
using Weir.Formats;
using Weir.Planner.Catalog;
using Weir.Settings;

namespace Weir.Planner.Tests;

/// <summary>Connectors that only describe themselves.</summary>
internal sealed class TestConnectors : IConnectorCatalog
{
    private static readonly ConnectorDescription[] All =
    [
        new()
        {
            Name = "single_file",
            Uses = TableUse.Source | TableUse.Sink,
            Options = new FlatNamespace(null, SettingsShape.Of<TestFileTable>()),
            Traits = static _ => new ConnectorTraits { Formats = ["json", "raw_string"] },
        },
        new()
        {
            Name = "blackhole",
            Uses = TableUse.Sink,
            Options = new FlatNamespace(null, SettingsShape.Of<TestEmptyTable>()),
            Traits = static _ => new ConnectorTraits { Formats = ["json"], IsFormatRequired = false },
        },
        new()
        {
            Name = "impulse",
            Uses = TableUse.Source,
            Options = new FlatNamespace(null, SettingsShape.Of<TestImpulseTable>()),
            Traits = static _ => new ConnectorTraits
            {
                FixedSchema = new Schema(new Field("counter", DataType.Int64, false), new Field("subtask_index", DataType.Int64, false)),
            },
        },
        new()
        {
            Name = "kafka",
            Uses = TableUse.Source | TableUse.Sink,
            Options = new FlatNamespace(SettingsShape.Of<TestKafkaProfile>(), SettingsShape.Of<TestKafkaTable>()),
            Traits = static _ => new ConnectorTraits
            {
                Formats = ["json", "raw_string"],
                MetadataKeys = new Dictionary<string, DataType>
                {
                    ["topic"] = DataType.Utf8, ["partition"] = DataType.Int32, ["offset_id"] = DataType.Int64,
                }.ToImmutableDictionary(),
            },
        },
    ];

    /// <summary>With columns of its own, which no query sees.</summary>
    public OneRowSource? OneRow => new(
        All[2], new Schema(new Field("anything", DataType.Utf8, true)),
        ImmutableSortedDictionary<string, FlatValue>.Empty.Add("event_rate", new FlatValue.Number("1")).Add("message_count", new FlatValue.Number("1")));

    public IEnumerable<string> ProfileNames => ["prod", "other"];

    public SettingsShape Records => FormatCatalog.Shape;

    public IEnumerable<string> ConnectorNames => All.Select(connector => connector.Name);

    public ProfileDescription? FindProfile(string name) => name.ToLowerInvariant() switch
    {
        "prod" => new ProfileDescription("prod", "kafka", SettingsShape.Of<TestKafkaProfile>().FromFlat(new Dictionary<string, FlatValue>
        {
            ["bootstrap_servers"] = new FlatValue.Text("p:9092"),
            ["auth.password"] = new FlatValue.Text("hunter2"),
        }).Tree),
        "other" => new ProfileDescription("other", "pulsar", SettingsShape.Of<TestEmptyTable>().FromFlat(new Dictionary<string, FlatValue>()).Tree),
        _ => null,
    };

    public ConnectorDescription? FindConnector(string name) => Array.Find(All, connector => connector.Name == name);
}
