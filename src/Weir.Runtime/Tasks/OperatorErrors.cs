using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>The errors of one operator of a chain: knows the way back from its rows to those of the source.</summary>
/// <param name="before">Of the operator before; null for the first.</param>
/// <param name="step">The operator before.</param>
internal sealed class OperatorErrors(RowErrorHandler handler, OperatorErrors? before, IOperator? step) : IRowErrorHandler
{
    private readonly OperatorErrors? _before = before;
    private readonly IOperator? _step = step;

    public OperatorErrors Behind(IOperator own) => new(handler, this, own);

    public void Handle(string operation, Batch batch, EvaluationErrors errors) => handler.Handle(operation, batch, errors, this);

    /// <summary>Which row of the source's batch a row of the operator's input is.</summary>
    public int SourceRow(int row)
    {
        for (var at = this; at._before is { } next; at = next)
        {
            row = at._step!.InputRow(row);
        }

        return row;
    }
}
