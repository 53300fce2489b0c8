using System.Diagnostics;

namespace Weir.Streaming;

/// <summary>
/// The inbox of one task: a data lane for each input, bounded in bytes, and a control lane that is never full and is read first. One
/// producer an input, any thread posts to the control lane, one consumer.
/// </summary>
/// <remarks>
/// A lane takes what its producer emits in one step even beyond the bound, since operators do not wait; the producer's loop then waits for
/// room before its next step. So a lane holds at most its bound and the output of one step.
/// </remarks>
public sealed class TaskQueue<TControl>
{
    private readonly Lock _lock = new();
    private readonly Queue<TControl> _control = new();
    private readonly Lane[] _lanes;
    private readonly long _bytesMax;

    /// <param name="bytesMax">Bound of each data lane; at least one batch always fits.</param>
    /// <param name="wake">Set when there is something to read; the consumer's loop waits on it.</param>
    public TaskQueue(int inputs, long bytesMax, AsyncSignal wake)
    {
        _bytesMax = bytesMax;
        Wake = wake;
        _lanes = new Lane[inputs];
        for (var i = 0; i < inputs; i++)
        {
            _lanes[i] = new Lane();
        }
    }

    /// <summary>Set when there is something to read; the consumer's loop waits on it.</summary>
    public AsyncSignal Wake { get; }

    public int InputCount => _lanes.Length;

    /// <summary>Bytes waiting in all data lanes; a gauge.</summary>
    public long QueuedBytes
    {
        get
        {
            lock (_lock)
            {
                var bytes = 0L;
                foreach (var lane in _lanes)
                {
                    bytes += lane.Bytes;
                }

                return bytes;
            }
        }
    }

    /// <summary>Puts a control message; it overtakes data.</summary>
    public void Post(TControl message)
    {
        lock (_lock)
        {
            _control.Enqueue(message);
        }

        Wake.Set();
    }

    public bool TryTakeControl(out TControl message)
    {
        lock (_lock)
        {
            return _control.TryDequeue(out message!);
        }
    }

    /// <summary>Puts a message behind what the input has sent before. The queue owns its batch from now on.</summary>
    public void Write(int input, in StreamMessage message)
    {
        var bytes = message.Batch?.ByteSize ?? 0;
        lock (_lock)
        {
            if (_lanes[input].IsClosed)
            {
                message.Batch?.Dispose();
                return;
            }

            _lanes[input].Messages.Enqueue((message, bytes));
            _lanes[input].Bytes += bytes;
        }

        Wake.Set();
    }

    /// <summary>Whether the producer may take another step; when not, <paramref name="producer"/> is set once there is room.</summary>
    public bool HasRoom(int input, AsyncSignal producer)
    {
        lock (_lock)
        {
            var lane = _lanes[input];
            if (lane.Bytes < _bytesMax)
            {
                return true;
            }

            lane.Producer = producer;
            return false;
        }
    }

    /// <summary>Takes the next message of an input, which the caller then owns.</summary>
    public bool TryRead(int input, out StreamMessage message)
    {
        AsyncSignal? producer = null;
        lock (_lock)
        {
            var lane = _lanes[input];
            if (!lane.Messages.TryDequeue(out var entry))
            {
                message = default;
                return false;
            }

            message = entry.Message;
            lane.Bytes -= entry.Bytes;
            Debug.Assert(lane.Bytes >= 0, "A lane counts what it holds.");

            // Half empty before the producer is woken, so that it does not wake for every batch.
            if (lane.Producer is not null && lane.Bytes <= _bytesMax / 2)
            {
                (producer, lane.Producer) = (lane.Producer, null);
            }
        }

        producer?.Set();
        return true;
    }

    /// <summary>Disposes what waits and whatever is still written; for the end of a generation.</summary>
    public void Close()
    {
        lock (_lock)
        {
            foreach (var lane in _lanes)
            {
                lane.IsClosed = true;
                while (lane.Messages.TryDequeue(out var entry))
                {
                    entry.Message.Batch?.Dispose();
                }

                lane.Bytes = 0;
                lane.Producer?.Set();
                lane.Producer = null;
            }
        }
    }

    private sealed class Lane
    {
        public Queue<(StreamMessage Message, long Bytes)> Messages { get; } = new();

        public long Bytes { get; set; }

        public AsyncSignal? Producer { get; set; }

        public bool IsClosed { get; set; }
    }
}
