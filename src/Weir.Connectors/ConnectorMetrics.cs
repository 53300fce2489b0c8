namespace Weir.Connectors;

/// <summary>Counters of one source or sink. Written by its owner, read from any thread; they only grow, but for the two gauges.</summary>
public sealed class ConnectorMetrics
{
    private long _records;
    private long _bytes;
    private long _errors;
    private long _lag;
    private long _staged;
    private long _stagedUntilTicks;

    /// <summary>Rows handed out by a source, or accepted by a sink.</summary>
    public long Records => Volatile.Read(ref _records);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Errors => Volatile.Read(ref _errors);

    /// <summary>What is left to read, in bytes or records as the connector counts; a gauge, 0 when unknown.</summary>
    public long Lag => Volatile.Read(ref _lag);

    /// <summary>Rows accepted and not yet visible to readers of the target; a gauge.</summary>
    public long StagedRecords => Volatile.Read(ref _staged);

    /// <summary>When those rows become visible at the latest, a checkpoint interval aside; null when nothing is staged.</summary>
    public DateTimeOffset? StagedUntil => StagedRecords > 0 && Volatile.Read(ref _stagedUntilTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Add(long records, long bytes)
    {
        Volatile.Write(ref _records, _records + records);
        Volatile.Write(ref _bytes, _bytes + bytes);
    }

    public void AddError() => Volatile.Write(ref _errors, _errors + 1);

    public void SetLag(long lag) => Volatile.Write(ref _lag, lag);

    public void SetStaged(long records) => Volatile.Write(ref _staged, records);

    public void SetStagedUntil(DateTimeOffset until) => Volatile.Write(ref _stagedUntilTicks, until.UtcTicks);
}
