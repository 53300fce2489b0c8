namespace Weir.Checkpoints;

/// <summary>What a task does next, in the order given and before it reads any input again.</summary>
/// <param name="Kind">What.</param>
/// <param name="Epoch">The round it belongs to.</param>
public readonly record struct AlignerCommand(AlignerCommandKind Kind, Epoch Epoch);
