namespace Weir.Checkpoints;

/// <summary>A subtask of a source.</summary>
public readonly record struct SourceId(string Table, int Subtask)
{
    public override string ToString() => $"{Table}[{Subtask}]";
}

/// <summary>A running task between sources and sinks, or a chain of operators with its source or sink.</summary>
public readonly record struct TaskId(string Name, int Subtask)
{
    public override string ToString() => $"{Name}[{Subtask}]";
}

/// <summary>A subtask of a sink.</summary>
public readonly record struct SinkId(string Table, int Subtask)
{
    public override string ToString() => $"{Table}[{Subtask}]";
}
