namespace Weir.Checkpoints;

/// <summary>Number of a command within one generation; its answer carries it back. Never reused, so a late answer does no harm.</summary>
public readonly record struct CommandId(long Value)
{
    public override string ToString() => $"#{Value}";
}
