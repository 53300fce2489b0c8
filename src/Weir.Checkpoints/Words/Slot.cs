namespace Weir.Checkpoints;

/// <summary>Place of the store for one manifest, written once and never changed. Consecutive: the next is always the newest + 1, whatever the epochs.</summary>
/// <param name="Value">Positive for a place of the store; zero before the first.</param>
public readonly record struct Slot(long Value) : IComparable<Slot>
{
    public Slot Next => new(Value + 1);

    public Slot Previous => new(Value - 1);

    public int CompareTo(Slot other) => Value.CompareTo(other.Value);

    public static bool operator <(Slot left, Slot right) => left.Value < right.Value;

    public static bool operator >(Slot left, Slot right) => left.Value > right.Value;

    public static bool operator <=(Slot left, Slot right) => left.Value <= right.Value;

    public static bool operator >=(Slot left, Slot right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
