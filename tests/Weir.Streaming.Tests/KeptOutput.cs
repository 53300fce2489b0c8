using Weir.Columnar;

namespace Weir.Streaming.Tests;

/// <summary>Keeps the batches themselves; the test disposes them.</summary>
internal sealed class KeptOutput : IOutput
{
    public List<Batch> Batches { get; } = [];

    public List<Watermark> Watermarks { get; } = [];

    public void Emit(Batch batch) => Batches.Add(batch);

    public void Emit(Watermark watermark) => Watermarks.Add(watermark);
}
