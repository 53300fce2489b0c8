using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>Counts over all generations of a run, by table.</summary>
internal sealed class JobCounters
{
    private readonly Dictionary<string, SourceCounters> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ConnectorMetrics? Metrics, long Rows, long Bytes)> _sinks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConnectorMetrics> _sourceMetrics = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public SourceCounters Source(string table)
    {
        lock (_lock)
        {
            if (!_sources.TryGetValue(table, out var counters))
            {
                _sources.Add(table, counters = new SourceCounters());
            }

            return counters;
        }
    }

    /// <summary>A new generation's connectors go on where the last one's stopped.</summary>
    public void Attach(string table, ISource source)
    {
        lock (_lock)
        {
            _sourceMetrics[table] = source.Metrics;
        }
    }

    /// <inheritdoc cref="Attach(string, ISource)"/>
    public void Attach(string table, ISink sink)
    {
        lock (_lock)
        {
            var (metrics, rows, bytes) = _sinks.GetValueOrDefault(table);
            _sinks[table] = (sink.Metrics, rows + (metrics?.Records ?? 0), bytes + (metrics?.Bytes ?? 0));
        }
    }

    public JobProgress Snapshot()
    {
        lock (_lock)
        {
            return new JobProgress(
                [.. _sources.Select(pair => new SourceProgress(
                    pair.Key,
                    pair.Value.Read,
                    pair.Value.Dropped,
                    pair.Value.Dead,
                    _sourceMetrics.GetValueOrDefault(pair.Key)?.Lag ?? 0,
                    pair.Value.Watermark == long.MinValue ? null : pair.Value.Watermark))],
                [.. _sinks.Select(pair => new SinkProgress(
                    pair.Key,
                    pair.Value.Rows + pair.Value.Metrics!.Records,
                    pair.Value.Bytes + pair.Value.Metrics.Bytes,
                    pair.Value.Metrics.StagedRecords,
                    pair.Value.Metrics.StagedUntil))]);
        }
    }
}
