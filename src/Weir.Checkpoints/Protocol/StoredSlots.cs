using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>What a start has read of a job's slots, and which of them it starts from (docs/checkpoints.md, damage). Pure.</summary>
internal sealed class StoredSlots
{
    /// <summary>The ways out when nobody can tell what a slot decided or whether it was committed.</summary>
    public const string GiveUpHint = "restore the file from a backup, or give up what it decided and begin anew with --fresh --accept-lost-rows";

    private readonly SortedDictionary<Slot, SlotContent> _contents = [];

    /// <summary>The highest slot present in any form; the next manifest goes behind it.</summary>
    public Slot Highest { get; private set; }

    public void Add(SlotContent content)
    {
        _contents[content.Slot] = content;
        Highest = content.Slot > Highest ? content.Slot : Highest;
    }

    public SlotContent? this[Slot slot] => _contents.GetValueOrDefault(slot);

    /// <summary>Some slot present cannot be read, so nobody knows which state files it names.</summary>
    public bool HasUnreadable => _contents.Values.Any(c => c.Manifest is null && c.Damage is not null);

    public Epoch HighestEpoch => _contents.Values.Select(c => c.Manifest?.Epoch ?? default).DefaultIfEmpty().Max();

    public ImmutableArray<KnownSlot> Known() =>
        [.. _contents.Values.Select(c => new KnownSlot(c.Slot, c.Manifest is { } m ? [.. m.StateFiles.Select(f => f.Path)] : []))];

    /// <summary>Finds the newest readable slot.</summary>
    /// <param name="hasTransactionalSinks">Of the script of now.</param>
    /// <param name="newest">Null when there is none at all.</param>
    /// <param name="passedOver">Damage that was passed over, for a warning.</param>
    /// <returns>Why the start is refused; null when it is not.</returns>
    public Failure? FindNewest(bool hasTransactionalSinks, out SlotContent? newest, out string? passedOver)
    {
        newest = null;
        passedOver = null;
        foreach (var content in _contents.Values.Reverse())
        {
            if (content.IsNewerFormat)
            {
                return new($"slot {content.Slot} was written by a newer weir: {content.Damage}", "start it with that version");
            }

            if (content.Manifest is not null)
            {
                newest = content;
                return passedOver is not null && (hasTransactionalSinks || content.Manifest.TransactionalTables.Count > 0)
                    ? new(passedOver, "a transactional sink may have published what it covers, so no older slot can take its place; " + GiveUpHint)
                    : null;
            }

            passedOver ??= content.Damage ?? $"slot {content.Slot} has neither a manifest nor a copy";
        }

        return passedOver is null
            ? null
            : new(passedOver, "no slot of the job can be read; " + GiveUpHint);
    }

    /// <summary>Finds the slot that a new job is to start from.</summary>
    /// <returns>Why the start is refused; null when it is not.</returns>
    public Failure? FindCopied(Slot wanted, out CheckpointManifest? copied)
    {
        copied = this[wanted]?.Manifest;
        if (copied is null)
        {
            var present = string.Join(", ", _contents.Keys);
            return new($"checkpoint {wanted} is not there", $"present are: {(present.Length > 0 ? present : "none")}");
        }

        return this[wanted.Next]?.Manifest?.Undone == wanted ? WasUndone(wanted) : null;
    }

    public static Failure WasUndone(Slot slot) =>
        new($"checkpoint {slot} was undone: its rows are visible nowhere", $"take checkpoint {slot.Previous}");

    /// <summary>
    /// Whether what the slot covers may not be committed yet: nobody said done, and no later slot is there to say it.
    /// </summary>
    public bool IsUnsettled(SlotContent content) => content.Settlement?.Kind != SettlementKind.Done && content.Slot == Highest;
}
