using Weir.TestKit;

namespace Weir.Streaming.Tests;

public class FanOutputTests : StreamingTest
{
    [Fact]
    public void Every_output_owns_a_batch_of_its_own_over_the_same_columns()
    {
        var (first, second) = (new KeptOutput(), new KeptOutput());
        new FanOutput(Pool, [first, second]).Emit(Batch((1, "a"), (2, "b")));
        var slabs = Pool.RentedSlabs;

        Assert.Equal(1, slabs);
        first.Batches[0].Dispose();
        Assert.Equal([[1L, "a"], [2L, "b"]], Rows.Values(second.Batches[0]));
        second.Batches[0].Dispose();
    }

    [Fact]
    public void Every_output_gets_watermarks_behind_the_rows()
    {
        var (first, second) = (new CollectedOutput(), new CollectedOutput());
        var fan = new FanOutput(Pool, [first, second]);
        fan.Emit(Batch((1, "a")));
        fan.Emit(new Watermark(4));

        Assert.All([first, second], output =>
        {
            Assert.Equal([[1L, "a"]], output.Rows);
            Assert.Equal(new Watermark(4), output.Messages[1]);
        });
    }

    [Fact]
    public void Nobody_to_feed_disposes_the_batch()
    {
        new FanOutput(Pool, []).Emit(Batch((1, "a")));

        Assert.Equal(0, Pool.RentedBatches);
    }

    [Fact]
    public void An_output_that_throws_leaks_nothing()
    {
        var fan = new FanOutput(Pool, [new CollectedOutput(), new ThrowingOutput()]);

        Assert.Throws<EvaluationException>(() => fan.Emit(Batch((1, "a"))));
        Assert.Equal(0, Pool.RentedBatches);
    }
}
