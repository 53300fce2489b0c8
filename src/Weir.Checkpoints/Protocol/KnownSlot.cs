using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>A slot that is present in the store.</summary>
/// <param name="Slot">Which.</param>
/// <param name="StateFiles">Paths its manifest names.</param>
public sealed record KnownSlot(Slot Slot, ImmutableArray<string> StateFiles);
