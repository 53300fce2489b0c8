using Weir.Settings;

namespace Weir.Connectors.Builtin.Impulse;

/// <summary>The settings of an <c>impulse</c> table.</summary>
[Settings("ImpulseTable")]
public sealed record ImpulseTable
{
    [Setting("rows a second over all subtasks", Title = "Event Rate", Min = 0)]
    public required double EventRate { get; init; }

    [Setting(
        "event time between two rows; without it event time is the clock's. A bare number counts microseconds", Title = "Event Time Interval",
        Unit = DurationUnit.Microseconds)]
    public TimeSpan? EventTimeInterval { get; init; }

    [Setting("rows over all subtasks, then the source ends; without it it never does", Title = "Message Count", Min = 0)]
    public long? MessageCount { get; init; }
}
