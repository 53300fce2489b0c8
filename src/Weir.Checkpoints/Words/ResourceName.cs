namespace Weir.Checkpoints;

/// <summary>A thing that could be used again, of one table: a transactional id, say. Names carry the generation.</summary>
public sealed record ResourceName(string Table, string Name);
