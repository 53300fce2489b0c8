using Weir.Columnar;

namespace Weir.Streaming;

/// <summary>
/// One step of a chain. Synchronous: it computes and calls its output; only the loop of the task that owns the chain waits. One thread at
/// a time.
/// </summary>
public interface IOperator : IDisposable
{
    /// <summary>Processes rows.</summary>
    /// <param name="batch">Belongs to the operator from now on: it emits it, or disposes it.</param>
    /// <exception cref="EvaluationException">A row could not be evaluated and the pipeline's <c>on_error</c> is fail.</exception>
    void Process(Batch batch, IOutput output);

    /// <summary>From which row of the batch that it processes, or processed last, a row that it emitted for it came. For the places of rows that fail.</summary>
    int InputRow(int row);

    /// <summary>Learns that event time has moved on; emits what that completes, then the watermark.</summary>
    void Process(Watermark watermark, IOutput output);
}
