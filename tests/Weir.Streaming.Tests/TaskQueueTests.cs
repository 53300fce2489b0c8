using Weir.Checkpoints;
using Weir.TestKit;

namespace Weir.Streaming.Tests;

public class TaskQueueTests : StreamingTest
{
    private readonly AsyncSignal _wake = new();

    [Fact]
    public void A_lane_keeps_the_order_and_lanes_are_apart()
    {
        var queue = Queue(inputs: 2);
        queue.Write(0, StreamMessage.Of(Batch((1, "a"))));
        queue.Write(0, StreamMessage.Of(new Watermark(9)));
        queue.Write(1, StreamMessage.End);
        queue.Write(0, StreamMessage.Of(new Epoch(4)));

        Assert.True(queue.TryRead(0, out var message));
        using (message.Batch)
        {
            Assert.Equal([[1L, "a"]], Rows.Values(message.Batch!));
        }

        Assert.True(queue.TryRead(0, out message));
        Assert.Equal((StreamMessageKind.Watermark, new Watermark(9)), (message.Kind, message.Watermark));
        Assert.True(queue.TryRead(0, out message));
        Assert.Equal((StreamMessageKind.Barrier, new Epoch(4)), (message.Kind, message.Epoch));
        Assert.False(queue.TryRead(0, out _));
        Assert.True(queue.TryRead(1, out message));
        Assert.Equal(StreamMessageKind.End, message.Kind);
    }

    [Fact]
    public async Task Writing_and_posting_wake_the_consumer()
    {
        var queue = Queue();
        queue.Write(0, StreamMessage.End);
        await queue.Wake.WaitAsync();
        queue.Post("stop");
        await queue.Wake.WaitAsync();

        Assert.True(queue.TryTakeControl(out var control));
        Assert.Equal("stop", control);
        Assert.False(queue.TryTakeControl(out _));
    }

    [Fact]
    public void A_full_lane_has_room_again_when_half_of_it_is_read()
    {
        var producer = new AsyncSignal();
        var size = SizeOfOne();
        var queue = Queue(bytesMax: 4 * size);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(queue.HasRoom(0, producer));
            queue.Write(0, StreamMessage.Of(Batch((i, "a"))));
        }

        Assert.Equal(4 * size, queue.QueuedBytes);
        Assert.False(queue.HasRoom(0, producer));
        ReadOne(queue);
        var wait = producer.WaitAsync();
        Assert.False(wait.IsCompleted);
        ReadOne(queue);
        Assert.True(wait.IsCompletedSuccessfully);
        Assert.True(queue.HasRoom(0, producer));
        queue.Close();
    }

    [Fact]
    public void A_batch_over_the_bound_fits_an_empty_lane()
    {
        var queue = Queue(bytesMax: 1);
        Assert.True(queue.HasRoom(0, new AsyncSignal()));
        queue.Write(0, StreamMessage.Of(Batch((1, "a"))));
        Assert.False(queue.HasRoom(0, new AsyncSignal()));
        ReadOne(queue);

        Assert.True(queue.HasRoom(0, new AsyncSignal()));
    }

    [Fact]
    public void Lanes_have_bounds_of_their_own()
    {
        var queue = Queue(inputs: 2, bytesMax: 1);
        queue.Write(0, StreamMessage.Of(Batch((1, "a"))));

        Assert.True(queue.HasRoom(1, new AsyncSignal()));
        queue.Close();
    }

    [Fact]
    public void Closing_disposes_what_waits_and_what_still_comes_and_frees_the_producer()
    {
        var producer = new AsyncSignal();
        var queue = Queue(bytesMax: 1);
        queue.Write(0, StreamMessage.Of(Batch((1, "a"))));
        Assert.False(queue.HasRoom(0, producer));
        queue.Close();
        queue.Write(0, StreamMessage.Of(Batch((2, "b"))));

        Assert.True(producer.WaitAsync().AsTask().IsCompletedSuccessfully);
        Assert.Equal(0, Pool.RentedBatches);
        Assert.Equal(0, queue.QueuedBytes);
        Assert.False(queue.TryRead(0, out _));
    }

    [Fact]
    public async Task A_producer_and_a_consumer_at_full_speed_pass_every_row_in_order_within_the_bound()
    {
        const int Batches = 20_000;
        var size = SizeOfOne();
        var queue = Queue(bytesMax: 8 * size);
        var producing = Task.Run(async () =>
        {
            var room = new AsyncSignal();
            for (var i = 0; i < Batches; i++)
            {
                while (!queue.HasRoom(0, room))
                {
                    await room.WaitAsync();
                }

                queue.Write(0, StreamMessage.Of(Batch((i, "a"))));
            }

            queue.Write(0, StreamMessage.End);
        });
        var consuming = Task.Run(async () =>
        {
            var next = 0L;
            while (true)
            {
                Assert.InRange(queue.QueuedBytes, 0, 8 * size);
                if (!queue.TryRead(0, out var message))
                {
                    await queue.Wake.WaitAsync();
                    continue;
                }

                if (message.Kind == StreamMessageKind.End)
                {
                    return next;
                }

                using (message.Batch)
                {
                    Assert.Equal(next++, Rows.Value(message.Batch!, 0, 0));
                }
            }
        });
        await Task.WhenAll(producing, consuming).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Batches, await consuming);
    }

    private TaskQueue<string> Queue(int inputs = 1, long bytesMax = 1 << 20) => new(inputs, bytesMax, _wake);

    private long SizeOfOne()
    {
        using var batch = Batch((1, "a"));
        return batch.ByteSize;
    }

    private static void ReadOne(TaskQueue<string> queue)
    {
        Assert.True(queue.TryRead(0, out var message));
        message.Batch!.Dispose();
    }
}
