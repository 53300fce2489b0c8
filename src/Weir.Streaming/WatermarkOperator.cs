using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming;

/// <summary>
/// Makes the watermarks of one source subtask: after each batch the least value of an expression over its rows, when event time has moved
/// on by more than a second since the last one. Never goes back. Rows whose watermark cannot be computed are left out.
/// </summary>
public sealed class WatermarkOperator : IOperator, IWatermarkMaker
{
    private static readonly long Step = TemporalText.NanosPerSecond;

    private readonly SlabPool _pool;
    private readonly Projection _projection;
    private readonly IRowErrorHandler _errors;
    private long _emittedAt = long.MinValue;
    private bool _isIdle;

    /// <param name="watermark">A timestamp that is never NULL.</param>
    /// <param name="eventTime">The event time of a row.</param>
    public WatermarkOperator(SlabPool pool, Expression watermark, Expression eventTime, IRowErrorHandler errors)
    {
        _pool = pool;
        _errors = errors;
        var schema = new Schema(new Field("watermark", DataType.Timestamp, false), new Field("event_time", DataType.Timestamp, false));
        _projection = new Projection(pool, schema, [watermark, eventTime]);
    }

    public Watermark Current { get; private set; } = Watermark.None;

    public void Restore(Watermark watermark) => Current = watermark;

    public void Process(Batch batch, IOutput output)
    {
        var times = _projection.Apply(batch);
        if (_projection.Errors.Count > 0)
        {
            if (WithoutFailed(batch, times) is not var (kept, keptTimes))
            {
                return;
            }

            (batch, times) = (kept, keptTimes);
        }

        long least, latest;
        using (times)
        {
            least = Least(times[0].Values<long>());
            latest = Latest(times[1].Values<long>());
        }

        output.Emit(batch);
        if (_emittedAt != long.MinValue && latest <= Math.Min(_emittedAt, long.MaxValue - Step) + Step && !_isIdle)
        {
            return;
        }

        _emittedAt = Math.Max(_emittedAt, latest);
        _isIdle = false;
        Current = new Watermark(Math.Max(Current.Nanos, least));
        output.Emit(Current);
    }

    public int InputRow(int row) => _projection.Errors.RowWithout(row);

    /// <summary>Idleness and the end of event time come from the source's task.</summary>
    public void Process(Watermark watermark, IOutput output)
    {
        _isIdle = watermark == Watermark.Idle;
        if (!_isIdle)
        {
            Current = watermark;
        }

        output.Emit(watermark);
    }

    public void Dispose() => _projection.Dispose();

    // Both inputs end here; null when no row is left.
    private (Batch Batch, Batch Times)? WithoutFailed(Batch batch, Batch times)
    {
        using (batch)
        using (times)
        {
            _errors.Handle("WATERMARK", batch, _projection.Errors);
            int[] failed = [.. _projection.Errors.Items.Select(error => error.Row)];
            return BatchOperations.Without(_pool, batch, failed) is { } kept ? (kept, BatchOperations.Without(_pool, times, failed)!) : null;
        }
    }

    private static long Least(ReadOnlySpan<long> values)
    {
        var least = long.MaxValue;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }

    private static long Latest(ReadOnlySpan<long> values)
    {
        var latest = long.MinValue;
        foreach (var value in values)
        {
            latest = Math.Max(latest, value);
        }

        return latest;
    }
}
