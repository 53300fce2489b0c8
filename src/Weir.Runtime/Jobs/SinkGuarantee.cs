using Weir.Connectors;
using Weir.Planner.Catalog;

namespace Weir.Runtime;

/// <summary>How strong a promise is, from the weakest.</summary>
public enum GuaranteeLevel
{
    AtMostOncePerStart,
    AtLeastOnce,
    ExactlyOnceAfterRecovery,
    ExactlyOnce,
}

/// <summary>What the rows of one sink can rely on, computed from what its sources and it can really do.</summary>
/// <param name="Reason">Names the connector and what decides.</param>
public sealed record SinkGuarantee(string Table, GuaranteeLevel Level, string Reason)
{
    /// <summary>For people: <c>exactly once</c>.</summary>
    public string Text => Level switch
    {
        GuaranteeLevel.ExactlyOnce => "exactly once",
        GuaranteeLevel.ExactlyOnceAfterRecovery => "exactly once after recovery (read uncommitted)",
        GuaranteeLevel.AtLeastOnce => "at least once",
        _ => "at most once per start",
    };

    internal static SinkGuarantee Of(ConnectorTable sink, TableTraits traits, IReadOnlyList<(string Table, bool CanReplay)> sources)
    {
        var name = sink.Connector.Name;
        if (sources.FirstOrDefault(source => !source.CanReplay) is { Table: { } table })
        {
            return new SinkGuarantee(sink.Name, GuaranteeLevel.AtMostOncePerStart, $"source \"{table}\" cannot read again what it has emitted");
        }

        if (traits.IsTransactional)
        {
            return new SinkGuarantee(sink.Name, GuaranteeLevel.ExactlyOnce, $"its sources can replay, and {name} publishes only what a checkpoint covers");
        }

        return traits.CutsBack
            ? new SinkGuarantee(
                sink.Name, GuaranteeLevel.ExactlyOnceAfterRecovery, $"its sources can replay, and {name} shows rows at once but is cut back to the last checkpoint after a crash")
            : new SinkGuarantee(sink.Name, GuaranteeLevel.AtLeastOnce, $"its sources can replay, and {name} shows rows at once, so those after the last checkpoint repeat after a crash");
    }
}
