using Weir.Columnar;

namespace Weir.Streaming;

/// <summary>The watermark of a table that declares none and whose rows' own time no query needs: the time of arrival less one second.</summary>
public sealed class ArrivalWatermarkOperator(TimeProvider time) : IOperator, IWatermarkMaker
{
    private long _last = long.MinValue;

    public Watermark Current { get; private set; } = Watermark.None;

    public void Restore(Watermark watermark) => Current = watermark;

    public void Process(Batch batch, IOutput output)
    {
        output.Emit(batch);
        var now = UnixNanos.Now(time);
        if (_last != long.MinValue && now - _last <= TemporalText.NanosPerSecond)
        {
            return;
        }

        _last = now;
        Current = new Watermark(Math.Max(Current.Nanos, now - TemporalText.NanosPerSecond));
        output.Emit(Current);
    }

    public int InputRow(int row) => row;

    public void Process(Watermark watermark, IOutput output)
    {
        if (watermark != Watermark.Idle)
        {
            Current = watermark;
        }

        output.Emit(watermark);
    }

    public void Dispose()
    {
    }
}
