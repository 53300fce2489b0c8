using System.Globalization;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Formats;
using Weir.Streaming;

namespace Weir.Connectors.Builtin.Impulse;

/// <summary>
/// Emits a row for each number due by now. The position is the next number and the wall time of the first, so that a restart repeats event
/// times; the pace counts anew from the restart.
/// </summary>
internal sealed class ImpulseSource : ISource
{
    private const string Partition = "0";

    private readonly SourceContext _context;
    private readonly double _rate;
    private readonly long? _intervalNanos;
    private readonly long _count;
    private readonly ITimer _timer;
    private long _next;
    private long _startNanos;
    private long _pacedFrom;
    private long _pacedAt;

    public ImpulseSource(SourceContext context, ImpulseTable table)
    {
        _context = context;
        _rate = table.EventRate / context.Parallelism;
        _intervalNanos = table.EventTimeInterval?.Ticks * 100;
        _count = table.MessageCount is { } all ? (all / context.Parallelism) + (context.Subtask < all % context.Parallelism ? 1 : 0) : long.MaxValue;
        _timer = context.Time.CreateTimer(static signal => ((AsyncSignal)signal!).Set(), context.Signal, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public AsyncSignal? Signal => _context.Signal;

    public string Identity => "impulse";

    public SourcePositions Positions => SourcePositions.Of(
        _context.Subtask == 0 ? Partition : _context.Subtask.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{_next}@{_startNanos}"));

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<SourcePositions> ResolveStartAsync(CancellationToken cancellationToken)
    {
        _startNanos = Now();
        return new(Positions);
    }

    public ValueTask RestoreAsync(SourcePositions positions, CancellationToken cancellationToken)
    {
        var name = _context.Subtask.ToString(CultureInfo.InvariantCulture);
        if (positions.Partitions.TryGetValue(name, out var text))
        {
            var at = text.IndexOf('@');
            if (at < 0 || !long.TryParse(text.AsSpan(0, at), CultureInfo.InvariantCulture, out _next)
                || !long.TryParse(text.AsSpan(at + 1), CultureInfo.InvariantCulture, out _startNanos))
            {
                throw new ConnectorException(
                    ErrorKind.Checkpoint, $"table \"{_context.Table}\": \"{text}\" is not a position of impulse", Fault.Ours, isTransient: false);
            }
        }

        _pacedFrom = _next;
        _pacedAt = _context.Time.GetTimestamp();
        return ValueTask.CompletedTask;
    }

    public ValueTask<PollOutcome> PollAsync(RowCollector rows, CancellationToken cancellationToken)
    {
        if (_next >= _count)
        {
            return new(PollOutcome.Ended);
        }

        // The number that is due at the very start is the first, so a rate of 1 emits at once.
        var elapsed = _context.Time.GetElapsedTime(_pacedAt).TotalSeconds;
        var due = _rate == 0 ? _next : Math.Min(_count, _pacedFrom + (long)Math.Min(elapsed * _rate, long.MaxValue / 2.0) + 1);
        if (due <= _next)
        {
            if (_rate > 0)
            {
                var wait = ((_next - _pacedFrom) / _rate) - elapsed;
                _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait * 1000, 1, 60_000)), Timeout.InfiniteTimeSpan);
            }

            return new(PollOutcome.Nothing);
        }

        var builder = rows.Builder;
        builder.Begin();
        var count = (int)Math.Min(due - _next, builder.RowCapacity - builder.RowCount);
        Fill(builder, count);
        _next += count;
        Metrics.Add(count, count * 16L);
        return new(PollOutcome.Batch);
    }

    public ValueTask EpochCommittedAsync(Epoch epoch, SourcePositions positions, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    // Only the columns that the query needs are there.
    private void Fill(BatchBuilder builder, int count)
    {
        var now = Now();
        foreach (var column in builder.Columns)
        {
            var (first, step) = column.Field.Name switch
            {
                ImpulseConnector.Counter => (_next, 1L),
                ImpulseConnector.SubtaskIndex => (_context.Subtask, 0L),
                FormatCatalog.HiddenTimestamp => _intervalNanos is { } interval ? (_startNanos + (_next * interval), interval) : (now, 0L),
                var other => throw new InvalidOperationException($"impulse has no column \"{other}\""),
            };
            for (var i = 0; i < count; i++)
            {
                column.Set(builder.RowCount + i, first + (i * step));
            }
        }

        builder.EndRows(count);
    }

    private long Now() => UnixNanos.Now(_context.Time);
}
