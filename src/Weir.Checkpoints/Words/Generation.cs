namespace Weir.Checkpoints;

/// <summary>Number of one start of a job, by a person or by the runtime after a failure; claimed by create-if-absent before anything else.</summary>
/// <param name="Value">Positive for a claimed generation; zero before the first.</param>
public readonly record struct Generation(long Value) : IComparable<Generation>
{
    public Generation Next => new(Value + 1);

    public int CompareTo(Generation other) => Value.CompareTo(other.Value);

    public static bool operator <(Generation left, Generation right) => left.Value < right.Value;

    public static bool operator >(Generation left, Generation right) => left.Value > right.Value;

    public static bool operator <=(Generation left, Generation right) => left.Value <= right.Value;

    public static bool operator >=(Generation left, Generation right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
