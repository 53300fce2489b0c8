using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>Who takes part in a round. Fixed for a generation.</summary>
public sealed record JobTopology
{
    public ImmutableArray<SourceParticipant> Sources { get; init; } = [];

    public ImmutableArray<TaskParticipant> Tasks { get; init; } = [];

    public ImmutableArray<SinkParticipant> Sinks { get; init; } = [];
}

/// <param name="Id">Subtasks of one table share their positions in the manifest.</param>
public sealed record SourceParticipant(SourceId Id);

/// <param name="Id">Who captures.</param>
/// <param name="Inputs">Names for messages, in the order of the aligner's input numbers.</param>
/// <param name="HasState">Without state the coordinator waits for its capture but asks for no state files.</param>
public sealed record TaskParticipant(TaskId Id, ImmutableArray<string> Inputs, bool HasState);

/// <param name="Id">Who cuts.</param>
/// <param name="Kind">What it does at pre-commit.</param>
/// <param name="Inputs">Names for messages, in the order of the aligner's input numbers.</param>
public sealed record SinkParticipant(SinkId Id, SinkKind Kind, ImmutableArray<string> Inputs);

public enum SinkKind
{
    /// <summary>Pre-commit returns descriptors and a carry; commits follow.</summary>
    Transactional,

    /// <summary>Pre-commit flushes and returns a carry or nothing.</summary>
    Flushing,

    /// <summary>As <see cref="Flushing"/>; does not count when guarantees are computed or an unreadable slot is passed over.</summary>
    DeadLetters,
}
