namespace Weir.Checkpoints;

/// <summary>Id of a checkpoint round and of its barrier. Grows within a job; gaps are allowed (docs/checkpoints.md, words).</summary>
/// <param name="Value">Positive for a real epoch; zero before the first.</param>
public readonly record struct Epoch(long Value) : IComparable<Epoch>
{
    public Epoch Next => new(Value + 1);

    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
