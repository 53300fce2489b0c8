using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming.Tests;

public class ProjectOperatorTests : StreamingTest
{
    private static readonly Schema Output = new(new Field("t", DataType.Utf8), new Field("q", DataType.Int64));

    private readonly CollectedOutput _output = new();
    private readonly RecordedErrors _errors = new();

    [Fact]
    public void Columns_are_computed_and_passed_on()
    {
        using var project = new ProjectOperator(Pool, Output, [T, HundredByN], _errors);
        project.Process(Batch((5, "a"), (null, "b")), _output);

        Assert.Equal([["a", 20L], ["b", null]], _output.Rows);
    }

    [Fact]
    public void A_batch_that_is_kept_outlives_the_input_it_shares_columns_with()
    {
        var kept = new KeptOutput();
        using (var project = new ProjectOperator(Pool, new Schema(Pairs[1], Pairs[0]), [T, N], _errors))
        {
            project.Process(Batch((5, "a")), kept);
        }

        using var batch = Assert.Single(kept.Batches);
        Assert.Equal([["a", 5L]], TestKit.Rows.Values(batch));
    }

    [Fact]
    public void Failed_rows_are_told_and_left_out()
    {
        using var project = new ProjectOperator(Pool, Output, [T, HundredByN], _errors);
        project.Process(Batch((0, "a"), (4, "b"), (0, "c")), _output);

        Assert.Equal([0, 2], _errors.FailedRows);
        Assert.Equal([["b", 25L]], _output.Rows);
    }

    [Fact]
    public void A_batch_of_failed_rows_only_emits_nothing()
    {
        using var project = new ProjectOperator(Pool, Output, [T, HundredByN], _errors);
        project.Process(Batch((0, "a")), _output);

        Assert.Empty(_output.Messages);
    }

    [Fact]
    public void With_the_policy_fail_nothing_is_emitted_or_leaked()
    {
        using var project = new ProjectOperator(Pool, Output, [T, HundredByN], new RecordedErrors { Fails = true });

        Assert.Throws<EvaluationException>(() => project.Process(Batch((0, "a"), (1, "b")), _output));
        Assert.Empty(_output.Messages);
    }

    [Fact]
    public void A_chain_is_direct_calls_in_order()
    {
        using var project = new ProjectOperator(Pool, Pairs, [new ArithmeticExpression(ArithmeticOperator.Add, N, Constant(1), DataType.Int64), T], _errors);
        using var filter = new FilterOperator(Pool, Pairs, NIsMoreThan(2), Both, _errors);
        var chain = new ChainOutput(project, new ChainOutput(filter, _output));
        chain.Emit(Batch((1, "a"), (2, "b")));
        chain.Emit(new Watermark(3));

        Assert.Equal(2, _output.Messages.Count);
        Assert.Equal([[3L, "b"]], _output.Rows);
        Assert.Equal(new Watermark(3), _output.Messages[1]);
    }
}
