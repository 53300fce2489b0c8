using Weir.Columnar;

namespace Weir.Streaming;

/// <summary>Several outputs fed with the same rows. Each gets a batch of its own that shares the columns.</summary>
public sealed class FanOutput(SlabPool pool, IReadOnlyList<IOutput> outputs) : IOutput
{
    public void Emit(Batch batch)
    {
        using (batch)
        {
            for (var i = 0; i < outputs.Count; i++)
            {
                outputs[i].Emit(Batch.Create(pool, batch.Schema, batch.RowCount, batch.Columns));
            }
        }
    }

    public void Emit(Watermark watermark)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            outputs[i].Emit(watermark);
        }
    }
}
