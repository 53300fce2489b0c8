using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>What a completed start hands to the coordinator of its generation.</summary>
public sealed record StartPoint
{
    public required JobId Job { get; init; }

    public required Generation Generation { get; init; }

    public required OwnerId Owner { get; init; }

    /// <summary>The start manifest, durable and settled.</summary>
    public required CheckpointManifest Manifest { get; init; }

    /// <summary>Every slot present, in order, with the state files it names; for pruning.</summary>
    public required ImmutableArray<KnownSlot> Slots { get; init; }

    /// <summary>
    /// The last command of the start. The coordinator numbers on from here, so that a late answer to the start is never taken for an
    /// answer to a round.
    /// </summary>
    public CommandId LastCommand { get; init; }
}
