namespace Weir.Checkpoints;

/// <summary>
/// Content of the second write-once place beside a slot. "done": the generation finished committing the slot, and every resource
/// that it names may be used again. "recovering": a generation is about to commit or undo it.
/// </summary>
public sealed record Settlement(SettlementKind Kind, Generation Generation, OwnerId Owner);
