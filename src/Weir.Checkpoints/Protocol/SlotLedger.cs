using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>The slots that are present in the store, and what pruning may delete (docs/checkpoints.md, what is kept).</summary>
internal sealed class SlotLedger(ImmutableArray<KnownSlot> slots, int kept, ProtocolFaults faults)
{
    private readonly List<KnownSlot> _slots = [.. slots.OrderBy(s => s.Slot)];

    public Slot Newest => _slots.Count == 0 ? default : _slots[^1].Slot;

    public void Add(CheckpointManifest manifest) => _slots.Add(new(manifest.Slot, [.. manifest.StateFiles.Select(f => f.Path)]));

    /// <summary>Slots to delete now that the newest is settled, and the state files that only they name.</summary>
    public (ImmutableArray<Slot> Slots, ImmutableArray<string> StateFiles) Superfluous(string runningFolder)
    {
        var count = Math.Max(0, _slots.Count - Math.Max(2, kept));
        var named = _slots.Skip(count).SelectMany(s => s.StateFiles).ToHashSet(StringComparer.Ordinal);
        var files = faults.PruneByName
            ? _slots.SelectMany(s => s.StateFiles).Where(f => !f.StartsWith(runningFolder, StringComparison.Ordinal))
            : _slots.Take(count).SelectMany(s => s.StateFiles).Where(f => !named.Contains(f));
        return ([.. _slots.Take(count).Select(s => s.Slot)], [.. files.Distinct(StringComparer.Ordinal)]);
    }

    public void Pruned(ImmutableArray<Slot> slots) => _slots.RemoveAll(s => slots.Contains(s.Slot));
}
