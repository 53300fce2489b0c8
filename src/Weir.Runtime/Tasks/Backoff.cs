namespace Weir.Runtime;

/// <summary>Growing pauses between tries: each twice the one before, a quarter up or down by chance.</summary>
internal sealed class Backoff(Random random)
{
    public int Failures { get; private set; }

    public TimeSpan Next()
    {
        var delay = RuntimeDefaults.RetryFirst * Math.Pow(2, Math.Min(Failures++, 30));
        return (delay < RuntimeDefaults.RetryLongest ? delay : RuntimeDefaults.RetryLongest) * (0.75 + (random.NextDouble() / 2));
    }

    public void Reset() => Failures = 0;
}
