using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming.Tests;

public class FilterOperatorTests : StreamingTest
{
    private readonly CollectedOutput _output = new();
    private readonly RecordedErrors _errors = new();

    [Fact]
    public void Rows_for_which_the_condition_is_not_true_are_left_out_null_too()
    {
        using var filter = new FilterOperator(Pool, Pairs, NIsMoreThan(1), Both, _errors);
        filter.Process(Batch((1, "a"), (2, "b"), (null, "c"), (3, null)), _output);

        Assert.Equal([[2L, "b"], [3L, null]], _output.Rows);
    }

    [Fact]
    public void Only_the_columns_needed_go_on()
    {
        using var filter = new FilterOperator(Pool, new Schema(Pairs[1]), NIsMoreThan(1), [1], _errors);
        filter.Process(Batch((1, "a"), (2, "b")), _output);

        Assert.Equal([["b"]], _output.Rows);
    }

    [Fact]
    public void A_batch_without_a_row_left_emits_nothing()
    {
        using var filter = new FilterOperator(Pool, Pairs, NIsMoreThan(9), Both, _errors);
        filter.Process(Batch((1, "a"), (2, "b")), _output);

        Assert.Empty(_output.Messages);
    }

    [Fact]
    public void Failed_rows_are_told_and_left_out()
    {
        var condition = new ComparisonExpression(ComparisonOperator.Greater, HundredByN, Constant(10));
        using var filter = new FilterOperator(Pool, Pairs, condition, Both, _errors);
        filter.Process(Batch((5, "a"), (0, "b"), (50, "c"), (4, "d")), _output);

        Assert.Equal([1], _errors.FailedRows);
        Assert.Equal([[5L, "a"], [4L, "d"]], _output.Rows);
    }

    [Fact]
    public void With_the_policy_fail_nothing_is_emitted_or_leaked()
    {
        var condition = new ComparisonExpression(ComparisonOperator.Greater, HundredByN, Constant(10));
        using var filter = new FilterOperator(Pool, Pairs, condition, Both, new RecordedErrors { Fails = true });

        Assert.Throws<EvaluationException>(() => filter.Process(Batch((5, "a"), (0, "b")), _output));
        Assert.Empty(_output.Messages);
    }

    [Fact]
    public void Watermarks_pass()
    {
        using var filter = new FilterOperator(Pool, Pairs, NIsMoreThan(1), Both, _errors);
        filter.Process(new Watermark(7), _output);

        Assert.Equal([new Watermark(7)], _output.Watermarks);
    }
}
