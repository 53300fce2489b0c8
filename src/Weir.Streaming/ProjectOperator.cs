using System.Collections.Immutable;
using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming;

/// <summary>Computes the columns of a new schema from each row. Columns that pass through are shared, not copied.</summary>
public sealed class ProjectOperator : IOperator
{
    private readonly SlabPool _pool;
    private readonly Projection _projection;
    private readonly IRowErrorHandler _errors;
    private readonly string _operation;

    public ProjectOperator(SlabPool pool, Schema output, ImmutableArray<Expression> expressions, IRowErrorHandler errors)
    {
        _pool = pool;
        _projection = new Projection(pool, output, expressions);
        _errors = errors;
        _operation = $"SELECT {string.Join(", ", expressions)}";
    }

    public void Process(Batch batch, IOutput output)
    {
        Batch? result;
        try
        {
            result = _projection.Apply(batch);
            if (_projection.Errors.Count > 0)
            {
                result = WithoutFailed(batch, result);
            }
        }
        finally
        {
            batch.Dispose();
        }

        if (result is not null)
        {
            output.Emit(result);
        }
    }

    public int InputRow(int row) => _projection.Errors.RowWithout(row);

    public void Process(Watermark watermark, IOutput output) => output.Emit(watermark);

    public void Dispose() => _projection.Dispose();

    private Batch? WithoutFailed(Batch input, Batch result)
    {
        using (result)
        {
            _errors.Handle(_operation, input, _projection.Errors);
            return BatchOperations.Without(_pool, result, _projection.Errors.Items.Select(error => error.Row));
        }
    }
}
