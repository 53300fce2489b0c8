using Weir.Planner.Catalog;

namespace Weir.Planner.Physical;

/// <summary>What a script does: a graph of operators from sources to sinks.</summary>
public sealed record PhysicalPlan
{
    /// <summary>All operators, inputs before those who read them.</summary>
    public required ImmutableArray<PhysicalNode> Nodes { get; init; }

    /// <summary>What becomes of rows that a query cannot compute.</summary>
    public required BadDataPolicy OnError { get; init; }

    public required ScriptFingerprint Fingerprint { get; init; }

    public IEnumerable<SourceNode> Sources => Nodes.OfType<SourceNode>();

    public IEnumerable<SinkNode> Sinks => Nodes.OfType<SinkNode>();

    /// <summary>The plan for programs and the console; secrets are shown as <c>***</c>.</summary>
    public string ToJson() => PlanJson.Write(this);
}
