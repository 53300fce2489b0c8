using Weir.Columnar;

namespace Weir.Streaming.Tests;

/// <summary>An operator further on that cannot evaluate a row; like every output it owns the batch and disposes it.</summary>
internal sealed class ThrowingOutput : IOutput
{
    public void Emit(Batch batch)
    {
        batch.Dispose();
        throw new EvaluationException("refused");
    }

    public void Emit(Watermark watermark) => throw new EvaluationException("refused");
}
