using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>One input lane of another task's queue, as the end of a chain.</summary>
internal sealed class EdgeOutput(TaskQueue<TaskControl> queue, int input) : IOutput
{
    private Watermark _last = Watermark.None;

    public void Emit(Batch batch) => queue.Write(input, StreamMessage.Of(batch));

    public void Emit(Watermark watermark)
    {
        // Two branches of one chain that meet here each bring the same watermark; once is enough.
        if (watermark != _last)
        {
            _last = watermark;
            queue.Write(input, StreamMessage.Of(watermark));
        }
    }

    public void Emit(Epoch barrier) => queue.Write(input, StreamMessage.Of(barrier));

    public void End() => queue.Write(input, StreamMessage.End);

    public bool HasRoom(AsyncSignal producer) => queue.HasRoom(input, producer);
}
