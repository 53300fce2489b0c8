using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>Counts over all generations of a run, by table.</summary>
internal sealed class JobCounters
{
    private readonly Dictionary<string, SourceCounters> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SinkCounts> _sinks = new(StringComparer.Ordinal);
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
            _sinks[table] = new SinkCounts(sink.Metrics, _sinks.GetValueOrDefault(table));
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
                    pair.Value.Rows,
                    pair.Value.Bytes,
                    pair.Value.Metrics.StagedRecords,
                    pair.Value.Metrics.StagedUntil))]);
        }
    }

    /// <summary>What the sink of this generation has counted, on top of those before it.</summary>
    private sealed class SinkCounts(ConnectorMetrics metrics, SinkCounts? before)
    {
        private readonly long _rowsBefore = before?.Rows ?? 0;
        private readonly long _bytesBefore = before?.Bytes ?? 0;

        public ConnectorMetrics Metrics => metrics;

        public long Rows => _rowsBefore + metrics.Records;

        public long Bytes => _bytesBefore + metrics.Bytes;
    }
}
