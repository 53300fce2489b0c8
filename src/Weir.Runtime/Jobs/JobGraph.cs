using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;
using Weir.Settings;

namespace Weir.Runtime;

/// <summary>
/// A plan as the protocol sees it: which sources, sinks and dead-letter writers take part, what they are called, and whether the job keeps
/// state at all. Made once for a run; each generation instantiates it anew.
/// </summary>
public sealed class JobGraph
{
    private readonly Dictionary<string, string> _sinkNames = new(StringComparer.Ordinal);

    /// <param name="preview">Receives the rows of bare SELECTs.</param>
    public JobGraph(PhysicalPlan plan, ConnectorRegistry connectors, IPreviewReceiver preview)
    {
        Plan = plan;
        Connectors = connectors;
        Preview = preview;
        Consumers = plan.Nodes.SelectMany(node => node.Inputs.Select(input => (Input: input, Node: node))).ToLookup(pair => pair.Input.Id, pair => pair.Node);
        var sources = plan.Sources.Select(source => source.Table.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var sink in plan.Sinks)
        {
            var name = sink.Table?.Name ?? string.Create(CultureInfo.InvariantCulture, $"preview {sink.PreviewNumber}");
            _sinkNames.Add(sink.Id, sources.Contains(name) ? $"{name}#sink" : name);
        }

        Topology = new JobTopology
        {
            Sources = [.. plan.Sources.Select(source => new SourceParticipant(IdOf(source)))],
            Sinks =
            [
                .. plan.Sinks.Select(sink => new SinkParticipant(
                    IdOf(sink), IsTransactional(sink) ? SinkKind.Transactional : SinkKind.Flushing, [.. SourcesOf(sink).Select(source => source.Table.Name)])),
                .. plan.Sources.Where(KeepsDeadLetters).Select(source => new SinkParticipant(
                    new SinkId(DeadLetterFiles.ParticipantName(source.Table.Name), 0), SinkKind.DeadLetters, [source.Table.Name])),
            ],
        };
        KeepsState = plan.Sinks.Any(sink => !IsEphemeral(sink)) || plan.Sources.Any(KeepsDeadLetters);
        Script = Fingerprint();
    }

    public PhysicalPlan Plan { get; }

    public ConnectorRegistry Connectors { get; }

    /// <summary>
    /// Whether checkpoints are kept on disk. A script whose only sinks are previews, stdout or blackhole, without dead letters, always runs
    /// anew.
    /// </summary>
    public bool KeepsState { get; }

    internal IPreviewReceiver Preview { get; }

    internal JobTopology Topology { get; }

    internal Checkpoints.ScriptFingerprint Script { get; }

    internal JobCounters Counters { get; } = new();

    /// <summary>The nodes that read a node's rows, by its id.</summary>
    internal ILookup<string, PhysicalNode> Consumers { get; }

    /// <summary>What each sink guarantees, with the reason; previews and sinks that throw rows away do not count.</summary>
    public IReadOnlyList<SinkGuarantee> Guarantees() =>
    [
        .. Plan.Sinks.Where(sink => sink.Table is { } table && !TraitsOf(table, TableUse.Sink).DiscardsRows).Select(sink => SinkGuarantee.Of(
            sink.Table!,
            TraitsOf(sink.Table!, TableUse.Sink),
            [.. SourcesOf(sink).Select(source => (source.Table.Name, TraitsOf(source.Table, TableUse.Source).CanReplay))])),
    ];

    internal static SourceId IdOf(SourceNode source) => new(source.Table.Name, 0);

    internal SinkId IdOf(SinkNode sink) => new(_sinkNames[sink.Id], 0);

    internal bool KeepsDeadLetters(SourceNode source) =>
        source.Table.BadData == BadDataPolicy.DeadLetter || Plan.OnError == BadDataPolicy.DeadLetter;

    /// <summary>The sources whose rows reach a sink, in the order of the plan; each has one lane to it.</summary>
    internal IReadOnlyList<SourceNode> SourcesOf(SinkNode sink)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<PhysicalNode>([sink]);
        while (open.TryPop(out var node))
        {
            foreach (var input in node.Inputs)
            {
                if (reached.Add(input.Id))
                {
                    open.Push(input);
                }
            }
        }

        return [.. Plan.Sources.Where(source => reached.Contains(source.Id))];
    }

    internal bool IsEphemeral(SinkNode sink) => sink.Table is null || TraitsOf(sink.Table, TableUse.Sink).IsEphemeral;

    private bool IsTransactional(SinkNode sink) => sink.Table is not null && TraitsOf(sink.Table, TableUse.Sink).IsTransactional;

    private TableTraits TraitsOf(ConnectorTable table, TableUse use) => Connectors.Find(table.Connector.Name)!.Traits(table.Settings(use));

    // What a manifest remembers of the script: each table that takes part by a hash over what is written of it, and the queries as one.
    private Checkpoints.ScriptFingerprint Fingerprint()
    {
        var tables = ImmutableSortedDictionary.CreateBuilder<string, TableFingerprint>(StringComparer.Ordinal);
        foreach (var source in Plan.Sources)
        {
            tables[source.Table.Name] = new TableFingerprint(TableRole.Source, Hash(source.Table, TableUse.Source), source.Table.Connector.Name);
            if (KeepsDeadLetters(source))
            {
                tables[DeadLetterFiles.ParticipantName(source.Table.Name)] = new TableFingerprint(TableRole.DeadLetters, "");
            }
        }

        foreach (var sink in Plan.Sinks)
        {
            if (sink.Table is not null)
            {
                tables[IdOf(sink).Table] = new TableFingerprint(TableRole.Sink, Hash(sink.Table, TableUse.Sink), sink.Table.Connector.Name);
            }
        }

        return new Checkpoints.ScriptFingerprint
        {
            Tables = tables.ToImmutable(),
            Queries = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("queries", Plan.Fingerprint.Queries)]),
        };
    }

    // Connector, columns and options; references to the environment unresolved, secrets masked.
    private static string Hash(ConnectorTable table, TableUse use)
    {
        var text = new StringBuilder(table.Connector.Name);
        foreach (var column in table.Columns)
        {
            text.Append('\n').Append(column.Name).Append(' ').Append(column.Type).Append(' ').Append(column.IsNullable).Append(' ').Append(column.Generated);
        }

        // Whether a default is written out is no difference.
        var options = table.Connector.Options;
        text.Append('\n').Append(table.Profile is { } profile ? options.Profile!.WithoutDefaults(profile) : null)
            .Append('\n').Append(options.Table.WithoutDefaults(table.Settings(use)))
            .Append('\n').Append(table.Format is { } format ? FormatCatalog.Shape.WithoutDefaults(format.Settings) : null);
        return Planner.ScriptFingerprint.Hash(text.ToString());
    }
}
