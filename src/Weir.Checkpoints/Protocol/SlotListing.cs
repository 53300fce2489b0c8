namespace Weir.Checkpoints;

/// <summary>Which places of a slot exist, readable or not.</summary>
public sealed record SlotListing(Slot Slot, bool HasManifest, bool HasCopy, bool HasSettlement);
