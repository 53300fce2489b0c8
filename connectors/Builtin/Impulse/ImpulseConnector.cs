using Weir.Columnar;

namespace Weir.Connectors.Builtin.Impulse;

/// <summary>Counts: a row for each number, at a rate.</summary>
public sealed class ImpulseConnector : IConnector
{
    internal const string RateOption = "event_rate";
    internal const string IntervalOption = "event_time_interval";
    internal const string CountOption = "message_count";
    internal const string Counter = "counter";
    internal const string SubtaskIndex = "subtask_index";

    public string Name => "impulse";

    public string Description => "numbers, at a rate";

    public SourceDescription Source { get; } = new(
        [
            new(RateOption, OptionKind.Number, "rows a second over all subtasks", IsRequired: true),
            new(IntervalOption, OptionKind.Duration, "event time between two rows; without it event time is the clock's. A bare number counts microseconds", BareNumberUnit: TimeSpan.FromMicroseconds(1)),
            new(CountOption, OptionKind.Integer, "rows over all subtasks, then the source ends; without it it never does"),
        ],
        CanReplay: true,
        new Schema(new Field(Counter, DataType.Int64, false), new Field(SubtaskIndex, DataType.Int64, false)),
        TakesFormat: false);

    public SinkDescription? Sink => null;

    public ISource CreateSource(SourceContext context) => new ImpulseSource(context);

    public ISink CreateSink(SinkContext context) => throw new InvalidOperationException("impulse has no sink");
}
