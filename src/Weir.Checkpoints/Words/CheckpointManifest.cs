using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// The decision of one slot. <b>Durable in its slot ⇔ what it covers is committed</b>; the one exception is an undo, which the start
/// manifest that follows records (<see cref="Undone"/>). Immutable; holds no secrets.
/// </summary>
public sealed record CheckpointManifest
{
    /// <summary>The format this code writes; a newer one is refused.</summary>
    public const int Format = 1;

    public required JobId Job { get; init; }

    public required Slot Slot { get; init; }

    public required Epoch Epoch { get; init; }

    public required Generation Generation { get; init; }

    public required OwnerId Owner { get; init; }

    public required ManifestKind Kind { get; init; }

    /// <summary>Positions by source name, the subtasks joined.</summary>
    public ImmutableSortedDictionary<string, SourcePositions> Positions { get; init; } =
        ImmutableSortedDictionary.Create<string, SourcePositions>(StringComparer.Ordinal);

    public ImmutableArray<StateFile> StateFiles { get; init; } = [];

    /// <summary>Watermarks by name of the source or task that reported them, in nanoseconds since the Unix epoch, UTC.</summary>
    public ImmutableSortedDictionary<string, long> Watermarks { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public ImmutableArray<CommitDescriptor> Descriptors { get; init; } = [];

    public ImmutableArray<SinkCarry> Carries { get; init; } = [];

    /// <summary>Resource names that the generation of this manifest uses.</summary>
    public ImmutableArray<ResourceName> Resources { get; init; } = [];

    /// <summary>Names of older generations that are fenced before this slot is settled. Only in a start manifest.</summary>
    public ImmutableArray<ResourceName> ToFence { get; init; } = [];

    /// <summary>Identity of the target or origin, by table name.</summary>
    public ImmutableSortedDictionary<string, string> Targets { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Tables with a transactional sink: while there is one, an unreadable slot is never passed over.</summary>
    public ImmutableSortedSet<string> TransactionalTables { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public ScriptFingerprint Script { get; init; } = ScriptFingerprint.Empty;

    /// <summary>The slot whose positions, state and carries a start manifest takes over; null at the very first start.</summary>
    public Slot? ContinuesFrom { get; init; }

    /// <summary>The slot that the start undid, because an outsider had ended what it covered; otherwise null.</summary>
    public Slot? Undone { get; init; }

    /// <summary>For people: why, when <see cref="Undone"/> is set or the start manifest copies another job's slot.</summary>
    public string? Note { get; init; }

    public bool IsFinished => Kind == ManifestKind.Final;

    public override string ToString() => $"slot {Slot} ({Kind}, epoch {Epoch}, generation {Generation})";
}
