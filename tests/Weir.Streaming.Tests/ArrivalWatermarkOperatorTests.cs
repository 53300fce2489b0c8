using Microsoft.Extensions.Time.Testing;
using Weir.Columnar;

namespace Weir.Streaming.Tests;

public class ArrivalWatermarkOperatorTests : StreamingTest
{
    private const long Second = TemporalText.NanosPerSecond;

    private readonly CollectedOutput _output = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void It_is_the_time_of_arrival_less_a_second_once_a_second()
    {
        using var watermarks = new ArrivalWatermarkOperator(_time);
        Arrive(watermarks, 100.0);
        Arrive(watermarks, 101.0);
        Arrive(watermarks, 101.5);

        Assert.Equal([new Watermark(99 * Second), new Watermark((100 * Second) + (Second / 2))], _output.Watermarks);
        Assert.Equal(3, _output.Rows.Count());
    }

    [Fact]
    public void A_clock_set_back_does_not_take_it_back()
    {
        using var watermarks = new ArrivalWatermarkOperator(_time);
        watermarks.Restore(new Watermark(500 * Second));
        Arrive(watermarks, 100.0);

        Assert.Equal([new Watermark(500 * Second)], _output.Watermarks);
    }

    private void Arrive(ArrivalWatermarkOperator watermarks, double seconds)
    {
        _time.SetUtcNow(DateTimeOffset.UnixEpoch.AddSeconds(seconds));
        watermarks.Process(Batch((1, "a")), _output);
    }
}
