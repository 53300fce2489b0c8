using Weir.Columnar;

namespace Weir.Streaming;

/// <summary>The end of one operator that is the start of the next: emitting is a direct call.</summary>
public sealed class ChainOutput(IOperator next, IOutput output) : IOutput
{
    public void Emit(Batch batch) => next.Process(batch, output);

    public void Emit(Watermark watermark) => next.Process(watermark, output);
}
