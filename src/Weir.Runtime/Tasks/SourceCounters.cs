namespace Weir.Runtime;

/// <summary>What one source table has done in this run; written by its task, read from any thread.</summary>
internal sealed class SourceCounters
{
    private long _read;
    private long _dropped;
    private long _dead;
    private long _watermark = long.MinValue;

    /// <summary>Rows decoded.</summary>
    public long Read => Volatile.Read(ref _read);

    /// <summary>Records and rows left out by policy.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Records and rows kept as dead letters.</summary>
    public long Dead => Volatile.Read(ref _dead);

    /// <summary>The source's last watermark in nanoseconds; <see cref="long.MinValue"/> before the first.</summary>
    public long Watermark => Volatile.Read(ref _watermark);

    public void AddRead(long rows) => Volatile.Write(ref _read, _read + rows);

    public void AddDropped(long rows) => Volatile.Write(ref _dropped, _dropped + rows);

    public void AddDead(long rows) => Volatile.Write(ref _dead, _dead + rows);

    public void SetWatermark(long nanos) => Volatile.Write(ref _watermark, nanos);
}
