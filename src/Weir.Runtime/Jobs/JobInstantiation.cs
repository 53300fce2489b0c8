using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Physical;
using Weir.Settings;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>
/// Makes the connectors and tasks of one generation from the plan: a task for each source with all operators behind it fused into its chain,
/// and a task for each sink with one lane for each source that reaches it.
/// </summary>
internal sealed class JobInstantiation
{
    private readonly Dictionary<string, SinkTask> _sinks = new(StringComparer.Ordinal);
    private readonly PartsInMaking _parts = new();

    public required JobGraph Graph { get; init; }

    public required JobOptions Options { get; init; }

    public required WriterIdentity Writer { get; init; }

    /// <summary>Sinks may replace what other jobs published.</summary>
    public required bool Overwrites { get; init; }

    public required SlabPool Pool { get; init; }

    public required Action<ProtocolEvent> Report { get; init; }

    /// <summary>Told of trouble that is being retried, and of its end.</summary>
    public required Action<ReportSeverity, Failure> Notice { get; init; }

    public async Task<JobGeneration> MakeAsync()
    {
        try
        {
            return Make();
        }
        catch
        {
            // A connector refused its options: what was made before it has threads, files and memory.
            foreach (var failure in await _parts.DisposeAllAsync())
            {
                Notice(ReportSeverity.Warning, Failures.Of(failure) with { Message = $"a connector could not be closed: {failure.Message}" });
            }

            throw;
        }
    }

    private JobGeneration Make()
    {
        foreach (var sink in Graph.Plan.Sinks)
        {
            _sinks.Add(sink.Id, MakeSink(sink));
        }

        SourceTask[] sources = [.. Graph.Plan.Sources.Select(MakeSource)];
        var recovery = new SinkRecovery { Overwrite = Overwrites, OtherJobs = OtherJobs() };
        ImmutableArray<SinkTask> lasting = [.. Graph.Plan.Sinks.Where(sink => !Graph.IsEphemeral(sink)).Select(sink => _sinks[sink.Id])];
        return new JobGeneration(sources, [.. _sinks.Values], lasting, recovery);
    }

    private ImmutableArray<JobId> OtherJobs() => !Directory.Exists(Options.DataDirectory) ? [] :
    [
        .. Directory.GetDirectories(Options.DataDirectory).Select(path => (Ok: JobId.TryParse(Path.GetFileName(path), out var job), Job: job))
            .Where(parsed => parsed.Ok && parsed.Job != Writer.Job).Select(parsed => parsed.Job),
    ];

    private SinkTask MakeSink(SinkNode node)
    {
        var signal = new AsyncSignal();
        var mark = _parts.Count;
        var sink = _parts.Add(node.Table is null
            ? new PreviewSink(node.PreviewNumber, MakeEncoder("json", new FormatSettings.Json(), node.Schema), Graph.Preview)
            : MakeConnectorSink(node, signal));
        var id = Graph.IdOf(node);
        Graph.Counters.Attach(id.Table, sink);
        return _parts.Join(
            mark, new SinkTask(id, sink, node.Table?.Connector.Name ?? "", Graph.SourcesOf(node).Count, Options.QueueBytes, signal, Options.Time, Report));
    }

    private ISink MakeConnectorSink(SinkNode node, AsyncSignal signal)
    {
        var table = node.Table!;
        return Graph.Connectors.Find(table.Connector.Name)!.CreateSink(new SinkContext
        {
            Table = table.Name,
            Profile = Profile(table),
            Settings = Read(table.Name, table.Connector.Options.Table, table.Settings(TableUse.Sink)),
            BaseFolder = Options.BaseFolder,
            Schema = node.Schema,
            Encoder = Records(table)?.Format is { } format ? MakeEncoder(table.Format!.Name, format, node.Schema) : null,
            Format = table.Format?.Name,
            Writer = Writer,
            Time = Options.Time,
            Files = Options.Files,
            Signal = signal,
        });
    }

    private SourceTask MakeSource(SourceNode node)
    {
        var table = node.Table;
        var signal = new AsyncSignal();
        var mark = _parts.Count;
        var source = _parts.Add(Graph.Connectors.Find(table.Connector.Name)!.CreateSource(new SourceContext
        {
            Table = table.Name,
            Profile = Profile(table),
            Settings = Read(table.Name, table.Connector.Options.Table, node.Settings),
            BaseFolder = Options.BaseFolder,
            Time = Options.Time,
            Signal = signal,
            Warn = (message, hint) => Notice(ReportSeverity.Warning, new Failure(message, hint)),
        }));
        Graph.Counters.Attach(table.Name, source);
        var counters = Graph.Counters.Source(table.Name);
        var deadLetters = Graph.KeepsDeadLetters(node) ? _parts.Add(new DeadLetterWriter(table.Name, Writer.JobFolder!, Options.Files, Options.Time)) : null;
        var collector = _parts.Add(new TableCollector(node, Pool, MakeDecoder(node), deadLetters, counters, Options.Time, Notice));
        var chain = new ChainBuilder(this, node, _parts.Add(new RowErrorHandler(table.Name, Graph.Plan.OnError, deadLetters, counters, collector.Places))).Build(collector);
        return _parts.Join(mark, new SourceTask(
            JobGraph.IdOf(node), source, collector, chain, deadLetters, counters, table.IdleTimeout ?? Timeout.InfiniteTimeSpan, signal, Options.Time, new Backoff(Options.Random), Report, Notice));
    }

    private IDecoder? MakeDecoder(SourceNode node)
    {
        if (Records(node.Table) is not { Format: { } settings } records)
        {
            return null;
        }

        var format = FormatCatalog.Find(node.Table.Format!.Name)!;
        var schema = node.NeedsEventTime ? new Schema(node.Decoded.Fields.RemoveAt(node.Decoded.Count - 1)) : node.Decoded;
        var limits = records.Framing is FramingSettings.Newline { MaxLength: { } bytesMax } ? DecoderLimits.WithLinesOf(bytesMax) : DecoderLimits.Default;
        return Checked(node.Table.Name, () => format.CreateDecoder(schema, settings, limits));
    }

    private static IEncoder MakeEncoder(string name, FormatSettings settings, Schema schema) =>
        Checked(name, () => FormatCatalog.Find(name)!.CreateEncoder(schema, settings));

    private RecordSettings? Records(Planner.Catalog.ConnectorTable table) =>
        table.Format is { } format ? (RecordSettings)Read(table.Name, FormatCatalog.Shape, format.Settings) : null;

    private object? Profile(Planner.Catalog.ConnectorTable table) =>
        table.Profile is { } profile ? Read(table.Name, table.Connector.Options.Profile!, profile) : null;

    private object Read(string table, SettingsShape shape, SettingsTree tree)
    {
        try
        {
            return shape.Read(tree, Options.References);
        }
        catch (SettingsException exception)
        {
            var problem = exception.Problems[0];
            throw new ConnectorException(
                ErrorKind.Configuration, $"table \"{table}\": {problem.Message}", Fault.User, isTransient: false, problem.Hint, exception);
        }
    }

    private static T Checked<T>(string what, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (FormatOptionException exception)
        {
            throw new ConnectorException(ErrorKind.Configuration, $"\"{what}\": {exception.Message}", Fault.User, isTransient: false, exception.Hint, exception);
        }
    }

    /// <summary>Builds the chain behind one source by walking the plan's edges from it.</summary>
    private sealed class ChainBuilder(JobInstantiation job, SourceNode source, RowErrorHandler errors)
    {
        private readonly Dictionary<string, EdgeOutput> _edges = new(StringComparer.Ordinal);
        private readonly List<IDisposable> _owned = [errors];
        private IWatermarkMaker? _watermarks;
        private bool _canFail;

        public SourceChain Build(TableCollector collector)
        {
            var head = OutputOf(source, new OperatorErrors(errors, null, null));
            if (_canFail)
            {
                collector.KeepPlaces();
            }

            return new SourceChain(head, [.. _edges.Values], _owned, _watermarks);
        }

        private IOutput OutputOf(PhysicalNode node, OperatorErrors own)
        {
            IOutput[] outputs = [.. job.Graph.Consumers[node.Id].Select(next => InputOf(next, own))];
            return outputs.Length == 1 ? outputs[0] : new FanOutput(job.Pool, outputs);
        }

        // Every way through the plan has operators of its own.
        private IOutput InputOf(PhysicalNode node, OperatorErrors own)
        {
            _canFail |= node.CanFail;
            switch (node)
            {
                case FilterNode filter:
                    return Chain(new FilterOperator(job.Pool, filter.Schema, filter.Condition, filter.Kept, own), node, own);
                case ProjectNode project:
                    return Chain(new ProjectOperator(job.Pool, project.Schema, project.Expressions, own), node, own);
                case WatermarkNode watermark:
                    var made = Watermarks(watermark, own);
                    _watermarks = (IWatermarkMaker)made;
                    return Chain(made, node, own);
                case UnionNode:
                    return OutputOf(node, own);
                case SinkNode sink:
                    return EdgeTo(sink);
                default:
                    throw new InvalidOperationException($"nothing runs a {node.Kind}");
            }
        }

        private ChainOutput Chain(IOperator step, PhysicalNode node, OperatorErrors own)
        {
            _owned.Add(job._parts.Add(step));
            return new ChainOutput(step, OutputOf(node, own.Behind(step)));
        }

        private IOperator Watermarks(WatermarkNode node, OperatorErrors own)
        {
            if (node.Expression is { } expression)
            {
                var name = source.Table.Columns[source.Table.Watermark!.EventTimeColumn].Name;
                return new WatermarkOperator(job.Pool, expression, Column(node, name), own);
            }

            if (!source.NeedsEventTime)
            {
                return new ArrivalWatermarkOperator(job.Options.Time);
            }

            var eventTime = Column(node, FormatCatalog.HiddenTimestamp);
            var second = new LiteralExpression(TemporalText.NanosPerSecond, DataType.Interval);
            return new WatermarkOperator(
                job.Pool, new ArithmeticExpression(ArithmeticOperator.Subtract, eventTime, second, DataType.Timestamp), eventTime, own);
        }

        private static ColumnExpression Column(WatermarkNode node, string name)
        {
            var index = node.Schema.IndexOf(name);
            return new ColumnExpression(index, name, DataType.Timestamp, node.Schema[index].IsNullable);
        }

        // Several branches of this source that end in one sink share its lane.
        private EdgeOutput EdgeTo(SinkNode sink)
        {
            if (!_edges.TryGetValue(sink.Id, out var edge))
            {
                var lane = 0;
                foreach (var other in job.Graph.SourcesOf(sink))
                {
                    if (other.Id == source.Id)
                    {
                        break;
                    }

                    lane++;
                }

                _edges.Add(sink.Id, edge = new EdgeOutput(job._sinks[sink.Id].Queue, lane));
            }

            return edge;
        }
    }
}
