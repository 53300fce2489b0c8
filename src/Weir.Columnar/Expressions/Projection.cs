using System.Collections.Immutable;

namespace Weir.Columnar.Expressions;

/// <summary>
/// Computes the columns of an output schema from batches of an input schema. Columns that pass through are shared, computed ones lie in
/// one new slab. One thread at a time; nothing is allocated in the steady state.
/// </summary>
public sealed class Projection : IDisposable
{
    private readonly SlabPool _pool;
    private readonly Evaluator[] _evaluators;
    private readonly Column[] _columns;
    private readonly Slab _scratch;
    private readonly EvaluationContext _context;
    private readonly bool _computes;
    private long _bytesHint;

    public Projection(SlabPool pool, Schema output, ImmutableArray<Expression> expressions)
    {
        if (output.Count != expressions.Length)
        {
            throw new ArgumentException($"{expressions.Length} expressions for a schema of {output.Count} columns", nameof(expressions));
        }

        _pool = pool;
        Schema = output;
        _evaluators = [.. expressions.Select(ExpressionCompiler.Compile)];
        _columns = new Column[_evaluators.Length];
        _computes = expressions.Any(expression => expression is not ColumnExpression);
        _scratch = pool.Rent(0);
        _context = new EvaluationContext(_scratch);
    }

    public Schema Schema { get; }

    /// <summary>The rows of the last batch that failed; void at the next call.</summary>
    public EvaluationErrors Errors => _context.Errors;

    /// <param name="input">The caller keeps ownership.</param>
    /// <returns>As many rows as the input, failed ones with undefined values; the caller owns it.</returns>
    public Batch Apply(Batch input)
    {
        _context.Errors.Clear();
        _context.Batch = input;
        if (!_computes)
        {
            for (var i = 0; i < _evaluators.Length; i++)
            {
                _columns[i] = _evaluators[i].Evaluate(_context, _scratch);
            }

            return Batch.Create(_pool, Schema, input.RowCount, _columns);
        }

        _scratch.Reset();
        var target = _pool.Rent(_bytesHint);
        try
        {
            for (var i = 0; i < _evaluators.Length; i++)
            {
                _columns[i] = _evaluators[i].Evaluate(_context, target);
            }

            _bytesHint = target.CapacityBytes;
            return Batch.Create(_pool, Schema, input.RowCount, _columns);
        }
        finally
        {
            target.Release();
        }
    }

    public void Dispose() => _scratch.Release();
}
