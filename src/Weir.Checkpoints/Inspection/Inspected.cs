using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>A job of a data directory, as far as it can be read without its lock.</summary>
/// <param name="Job">Which.</param>
/// <param name="IsCurrent">The pointer names it.</param>
/// <param name="Holder">What the lock file says; the holder may have ended since. Null when there never was one.</param>
/// <param name="Generation">The highest one claimed.</param>
/// <param name="Slots">Every slot present in any form, in order.</param>
public sealed record InspectedJob(JobId Job, bool IsCurrent, string? Holder, Generation Generation, ImmutableArray<InspectedSlot> Slots);

/// <param name="Slot">Which.</param>
/// <param name="Manifest">Null when neither it nor its copy can be read.</param>
/// <param name="IsSettled">It says done, or a later slot is there.</param>
/// <param name="Settlement">What the settlement says; null when empty or damaged.</param>
/// <param name="RecordBytes">Manifest, copy and settlement.</param>
/// <param name="StateBytes">State files that it names.</param>
/// <param name="Damage">What cannot be read, naming the file; null when nothing.</param>
public sealed record InspectedSlot(
    Slot Slot, CheckpointManifest? Manifest, bool IsSettled, Settlement? Settlement, long RecordBytes, long StateBytes, string? Damage);

/// <summary>One thing that was looked at.</summary>
/// <param name="Slot">On behalf of which slot.</param>
/// <param name="What">A file, or a resource that the target keeps.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Message">What is wrong, or what the reader should know.</param>
public sealed record InspectedFile(Slot Slot, string What, InspectedOutcome Outcome, string Message);

public enum InspectedOutcome
{
    Intact,

    /// <summary>Missing, but nothing is lost by it; the next start makes it again.</summary>
    Missing,

    Damaged,

    /// <summary>Named by a descriptor or a carry; only its connector can look at it.</summary>
    Named,
}
