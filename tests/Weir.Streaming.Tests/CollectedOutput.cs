using Weir.Columnar;

namespace Weir.Streaming.Tests;

/// <summary>Keeps what is emitted, in order, as plain values: rows as arrays, watermarks as they are.</summary>
internal sealed class CollectedOutput : IOutput
{
    public List<object> Messages { get; } = [];

    public IEnumerable<object?[]> Rows => Messages.OfType<object?[][]>().SelectMany(rows => rows);

    public IEnumerable<Watermark> Watermarks => Messages.OfType<Watermark>();

    public void Emit(Batch batch)
    {
        using (batch)
        {
            Messages.Add(TestKit.Rows.Values(batch));
        }
    }

    public void Emit(Watermark watermark) => Messages.Add(watermark);
}
