using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>Puts a start manifest together (docs/checkpoints.md, start step 6). Pure.</summary>
internal sealed record StartManifest
{
    public required JobId Job { get; init; }

    public required Slot Slot { get; init; }

    public required Generation Generation { get; init; }

    public required RecoveryOptions Options { get; init; }

    /// <summary>The slot whose positions, state and carries are taken over; null at the very first start.</summary>
    public required CheckpointManifest? Base { get; init; }

    public required bool IsClosing { get; init; }

    /// <summary>The newest slot; another than <see cref="Base"/> after an undo.</summary>
    public required CheckpointManifest? Newest { get; init; }

    public required bool IsNewestUnsettled { get; init; }

    /// <summary>The base is a slot of another job.</summary>
    public required CheckpointManifest? Copied { get; init; }

    public required Slot? Undone { get; init; }

    public required string? UndoReason { get; init; }

    public required ImmutableSortedSet<string> DroppedSinks { get; init; }

    public required ImmutableSortedDictionary<string, SourcePositions> Positions { get; init; }

    public required ImmutableSortedDictionary<string, string> Targets { get; init; }

    public required ImmutableArray<ResourceName> Resources { get; init; }

    public required Epoch HighestEpoch { get; init; }

    /// <summary>
    /// What a new job that copies a slot takes over of its carries: those of sinks without transactions, whose rows lie in their files already
    /// and are cut back to it. The others were published when the old job was closed.
    /// </summary>
    public static ImmutableArray<SinkCarry> CopiedCarries(CheckpointManifest? copied, JobTopology topology) => copied is null ? [] :
    [
        .. copied.Carries.Where(c => topology.Sinks.Any(s => s.Id.Table == c.Table && s.Kind == SinkKind.Flushing) && !copied.TransactionalTables.Contains(c.Table)),
    ];

    // When a job is closed the carries of sinks without transactions stay, and dead letters: a kill before the pointer moves leaves it
    // current, and its next start goes on behind what stands in their files.
    private ImmutableArray<SinkCarry> KeptCarries() =>
        Copied is not null ? CopiedCarries(Copied, Options.Topology)
        : [.. (Base?.Carries ?? []).Where(c => !(IsClosing ? Base!.TransactionalTables.Contains(c.Table) : DroppedSinks.Contains(c.Table)))];

    public CheckpointManifest Build()
    {
        // A closed job keeps its script and what that wrote to, so that a start without --fresh still knows it.
        var script = IsClosing ? Base!.Script : Options.Script;
        return new()
        {
            Job = Job,
            Slot = Slot,
            Epoch = (Copied is { } c && c.Epoch > HighestEpoch ? c.Epoch : HighestEpoch).Next,
            Generation = Generation,
            Owner = Options.Owner,
            Kind = ManifestKind.Start,
            Positions = Positions,
            StateFiles = [.. (Base?.StateFiles ?? []).Where(f => script.Operators.Contains(f.Operator))],
            Watermarks = Base?.Watermarks ?? ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal),
            Carries = KeptCarries(),
            Resources = Resources,
            ToFence = NamesToFence(),
            Targets = IsClosing ? Base!.Targets : Targets,
            TransactionalTables = IsClosing ? Base!.TransactionalTables : ImmutableSortedSet.CreateRange(
                StringComparer.Ordinal, Options.Topology.Sinks.Where(s => s.Kind == SinkKind.Transactional).Select(s => s.Id.Table)),
            Script = script,
            ContinuesFrom = Copied is not null ? null : Base?.Slot,
            Undone = Undone,
            Note = Undone is not null ? UndoReason
                : Copied is { } from ? $"copied from checkpoint {from.Slot} of job \"{from.Job}\""
                : null,
        };
    }

    /// <summary>Once a start manifest is settled, what it had to fence is fenced, and is not listed again.</summary>
    private ImmutableArray<ResourceName> NamesToFence() =>
        Newest is null ? []
        : IsNewestUnsettled ? [.. Newest.Resources.Concat(Newest.ToFence).Distinct()]
        : Newest.Resources;
}
