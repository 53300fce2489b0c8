namespace Weir.Runtime;

/// <summary>Growing pauses between tries: doubled from 100 ms to 10 s, a quarter up or down by chance.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public int Failures { get; private set; }

    public TimeSpan Next()
    {
        var delay = First * Math.Pow(2, Math.Min(Failures++, 30));
        return (delay < Longest ? delay : Longest) * (0.75 + (random.NextDouble() / 2));
    }

    public void Reset() => Failures = 0;
}
