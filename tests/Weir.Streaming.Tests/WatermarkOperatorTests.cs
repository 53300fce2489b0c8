using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.TestKit;

namespace Weir.Streaming.Tests;

public class WatermarkOperatorTests : LeakCheckedTest
{
    private const long Second = TemporalText.NanosPerSecond;

    private static readonly Schema Times = new(new Field("at", DataType.Timestamp, false));
    private static readonly ColumnExpression At = new(0, "at", DataType.Timestamp, false);

    /// <summary>Two seconds of slack.</summary>
    private static readonly Expression Delayed = new ArithmeticExpression(
        ArithmeticOperator.Subtract, At, new LiteralExpression(2 * Second, DataType.Interval), DataType.Timestamp);

    private readonly CollectedOutput _output = new();
    private readonly RecordedErrors _errors = new();

    [Fact]
    public void The_first_batch_emits_the_least_value_of_its_rows_behind_them()
    {
        using var watermarks = new WatermarkOperator(Pool, Delayed, At, _errors);
        watermarks.Process(Batch(12 * Second, 10 * Second, 11 * Second), _output);

        Assert.Equal(2, _output.Messages.Count);
        Assert.Equal(new Watermark(8 * Second), _output.Messages[1]);
        Assert.Equal(new Watermark(8 * Second), watermarks.Current);
    }

    [Fact]
    public void The_next_comes_when_event_time_has_moved_by_more_than_a_second()
    {
        using var watermarks = new WatermarkOperator(Pool, At, At, _errors);
        watermarks.Process(Batch(10 * Second), _output);
        watermarks.Process(Batch(11 * Second), _output);
        Assert.Single(_output.Watermarks);

        watermarks.Process(Batch((11 * Second) + 1), _output);
        Assert.Equal([new Watermark(10 * Second), new Watermark((11 * Second) + 1)], _output.Watermarks);
    }

    [Fact]
    public void It_never_goes_back()
    {
        using var watermarks = new WatermarkOperator(Pool, At, At, _errors);
        watermarks.Process(Batch(10 * Second), _output);
        watermarks.Process(Batch(3 * Second, 20 * Second), _output);
        watermarks.Process(Batch(15 * Second, 30 * Second), _output);

        Assert.Equal([new Watermark(10 * Second), new Watermark(10 * Second), new Watermark(15 * Second)], _output.Watermarks);
    }

    [Fact]
    public void The_first_row_after_idleness_speaks_again_at_once()
    {
        using var watermarks = new WatermarkOperator(Pool, At, At, _errors);
        watermarks.Process(Batch(10 * Second), _output);
        watermarks.Process(Watermark.Idle, _output);
        watermarks.Process(Batch((10 * Second) + 5), _output);

        Assert.Equal([new Watermark(10 * Second), Watermark.Idle, new Watermark((10 * Second) + 5)], _output.Watermarks);
    }

    [Fact]
    public void Idleness_is_no_watermark_of_its_own_and_the_end_is()
    {
        using var watermarks = new WatermarkOperator(Pool, At, At, _errors);
        watermarks.Process(Batch(10 * Second), _output);
        watermarks.Process(Watermark.Idle, _output);
        Assert.Equal(new Watermark(10 * Second), watermarks.Current);

        watermarks.Process(Watermark.End, _output);
        Assert.Equal(Watermark.End, watermarks.Current);
    }

    [Fact]
    public void From_one_end_of_time_to_the_other_is_more_than_a_second()
    {
        using var watermarks = new WatermarkOperator(Pool, At, At, _errors);
        watermarks.Process(Batch(long.MinValue + 1), _output);
        watermarks.Process(Batch(long.MaxValue - 5), _output);

        Assert.Equal([new Watermark(long.MinValue + 1), new Watermark(long.MaxValue - 5)], _output.Watermarks);
    }

    [Fact]
    public void A_restored_one_is_not_undercut()
    {
        using var watermarks = new WatermarkOperator(Pool, At, At, _errors);
        watermarks.Restore(new Watermark(40 * Second));
        watermarks.Process(Batch(10 * Second), _output);

        Assert.Equal([new Watermark(40 * Second)], _output.Watermarks);
    }

    [Fact]
    public void A_row_whose_watermark_cannot_be_computed_is_told_and_left_out()
    {
        using var watermarks = new WatermarkOperator(Pool, Delayed, At, _errors);
        watermarks.Process(Batch(12 * Second, long.MinValue + 1, 15 * Second), _output);

        Assert.Equal([1], _errors.FailedRows);
        Assert.Equal([[12 * Second], [15 * Second]], _output.Rows);
        Assert.Equal([new Watermark(10 * Second)], _output.Watermarks);
    }

    [Fact]
    public void A_batch_of_such_rows_only_emits_nothing()
    {
        using var watermarks = new WatermarkOperator(Pool, Delayed, At, _errors);
        watermarks.Process(Batch(long.MinValue + 1), _output);

        Assert.Empty(_output.Messages);
        Assert.Equal(Watermark.None, watermarks.Current);
    }

    [Fact]
    public void With_the_policy_fail_nothing_is_emitted_or_leaked()
    {
        using var watermarks = new WatermarkOperator(Pool, Delayed, At, new RecordedErrors { Fails = true });

        Assert.Throws<EvaluationException>(() => watermarks.Process(Batch(long.MinValue + 1), _output));
        Assert.Empty(_output.Messages);
    }

    private Batch Batch(params long[] times) => Rows.Batch(Pool, Times, [.. times.Select(time => new object?[] { time })]);
}
