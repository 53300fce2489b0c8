namespace Weir.Columnar;

/// <summary>Times as the columns have them: nanoseconds since 1970-01-01T00:00:00Z.</summary>
public static class UnixNanos
{
    /// <summary>Nanoseconds in a tick of the framework.</summary>
    private const long InTick = 100;

    public static long Now(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * InTick;
    }
}
