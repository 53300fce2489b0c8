using Weir.Columnar;

namespace Weir.Streaming;

/// <summary>Where an operator puts what it makes: the next operator of the chain, or a queue to other tasks. A direct call.</summary>
public interface IOutput
{
    /// <summary>Hands on a batch, which then belongs to the output.</summary>
    void Emit(Batch batch);

    /// <summary>Hands on a watermark, behind the rows it covers.</summary>
    void Emit(Watermark watermark);
}
