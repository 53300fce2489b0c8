using System.Collections.Immutable;
using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming;

/// <summary>Keeps the rows for which a condition is true, and of those the columns needed further on.</summary>
public sealed class FilterOperator : IOperator
{
    private readonly Predicate _predicate;
    private readonly IRowErrorHandler _errors;
    private readonly string _operation;

    /// <param name="output">The schema of the columns kept.</param>
    /// <param name="kept">Which columns of the input those are.</param>
    public FilterOperator(SlabPool pool, Schema output, Expression condition, ImmutableArray<int> kept, IRowErrorHandler errors)
    {
        _predicate = new Predicate(pool, output, condition, kept);
        _errors = errors;
        _operation = $"WHERE {condition}";
    }

    public void Process(Batch batch, IOutput output)
    {
        Batch? kept;
        try
        {
            kept = _predicate.Apply(batch);
            if (_predicate.Errors.Count > 0)
            {
                try
                {
                    _errors.Handle(_operation, batch, _predicate.Errors);
                }
                catch
                {
                    kept?.Dispose();
                    throw;
                }
            }
        }
        finally
        {
            batch.Dispose();
        }

        if (kept is not null)
        {
            output.Emit(kept);
        }
    }

    public int InputRow(int row) => _predicate.InputRow(row);

    public void Process(Watermark watermark, IOutput output) => output.Emit(watermark);

    public void Dispose() => _predicate.Dispose();
}
