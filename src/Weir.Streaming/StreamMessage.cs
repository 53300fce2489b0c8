using Weir.Checkpoints;
using Weir.Columnar;

namespace Weir.Streaming;

public enum StreamMessageKind : byte
{
    Batch,
    Watermark,
    Barrier,

    /// <summary>Nothing follows on this input.</summary>
    End,
}

/// <summary>What travels between tasks, in order. A batch belongs to whoever holds the message.</summary>
public readonly struct StreamMessage
{
    private readonly long _value;

    private StreamMessage(StreamMessageKind kind, Batch? batch, long value)
    {
        Kind = kind;
        Batch = batch;
        _value = value;
    }

    public StreamMessageKind Kind { get; }

    public Batch? Batch { get; }

    /// <summary>For a watermark.</summary>
    public Watermark Watermark => new(_value);

    /// <summary>For a barrier.</summary>
    public Epoch Epoch => new(_value);

    public static StreamMessage End => new(StreamMessageKind.End, null, 0);

    public static StreamMessage Of(Batch batch) => new(StreamMessageKind.Batch, batch, 0);

    public static StreamMessage Of(Watermark watermark) => new(StreamMessageKind.Watermark, null, watermark.Nanos);

    public static StreamMessage Of(Epoch barrier) => new(StreamMessageKind.Barrier, null, barrier.Value);
}
