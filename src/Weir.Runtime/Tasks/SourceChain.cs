using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>The operators fused behind one source subtask, and the edges they end in.</summary>
internal sealed class SourceChain(
    IOutput head, IReadOnlyList<EdgeOutput> edges, IReadOnlyList<IDisposable> owned, IWatermarkMaker? watermarks) : IDisposable
{
    public IWatermarkMaker? Watermarks => watermarks;

    public void Process(Batch batch) => head.Emit(batch);

    public void Process(Watermark watermark) => head.Emit(watermark);

    /// <summary>Puts a barrier behind everything emitted so far, once on every edge.</summary>
    public void Emit(Epoch barrier)
    {
        foreach (var edge in edges)
        {
            edge.Emit(barrier);
        }
    }

    public void End()
    {
        foreach (var edge in edges)
        {
            edge.End();
        }
    }

    /// <summary>Whether every edge has room for another step; when not, the signal is set once the first full one has.</summary>
    public bool HasRoom(AsyncSignal signal)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            if (!edges[i].HasRoom(signal))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var part in owned)
        {
            part.Dispose();
        }
    }
}
