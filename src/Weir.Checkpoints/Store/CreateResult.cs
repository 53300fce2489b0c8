namespace Weir.Checkpoints;

/// <summary>Outcome of a write-once creation.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Generation">When taken: the generation in the record found; default where it says none or cannot be read.</param>
/// <param name="Settlement">When taken, and a settlement: what it says; null when it cannot be read.</param>
public readonly record struct CreateResult(CreateOutcome Outcome, Generation Generation = default, Settlement? Settlement = null)
{
    public static CreateResult Created => new(CreateOutcome.Created);

    public static CreateResult AlreadyOurs => new(CreateOutcome.AlreadyOurs);
}
