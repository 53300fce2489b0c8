using System.Collections.Immutable;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>
/// Keeps the rows where a condition is true, and of those the columns that are still needed. One thread at a time; nothing is allocated in
/// the steady state.
/// </summary>
public sealed unsafe class Predicate : IDisposable
{
    private readonly SlabPool _pool;
    private readonly Evaluator _condition;
    private readonly int[] _kept;
    private readonly Column[] _columns;
    private readonly Slab _scratch;
    private readonly EvaluationContext _context;
    private long _bytesHint;
    private int* _indices;

    /// <param name="output">The schema of the columns kept.</param>
    /// <param name="kept">Which columns of the input those are.</param>
    public Predicate(SlabPool pool, Schema output, Expression condition, ImmutableArray<int> kept)
    {
        _pool = pool;
        Schema = output;
        _condition = ExpressionCompiler.Compile(condition);
        _kept = [.. kept];
        _columns = new Column[_kept.Length];
        _scratch = pool.Rent(0);
        _context = new EvaluationContext(_scratch);
    }

    public Schema Schema { get; }

    /// <summary>The rows of the last batch whose condition failed; they are not kept. Void at the next call.</summary>
    public EvaluationErrors Errors => _context.Errors;

    /// <param name="input">The caller keeps ownership.</param>
    /// <returns>The rows kept, which the caller owns; null when there are none. When all are kept, their columns are shared.</returns>
    public Batch? Apply(Batch input)
    {
        _context.Errors.Clear();
        _context.Batch = input;
        _scratch.Reset();
        var condition = _condition.Evaluate(_context, _scratch);
        var keep = BitmapKernels.Matching(condition, true, _scratch);
        foreach (var error in _context.Errors.Items)
        {
            Bitmap.Clear((byte*)keep, error.Row);
        }

        return Take(_pool, input, keep, _kept, _columns, Schema, _scratch, ref _bytesHint, out _indices);
    }

    /// <summary>Which row of the last input a row of the last output is.</summary>
    public int InputRow(int row) => _indices == null ? row : _indices[row];

    public void Dispose() => _scratch.Release();

    /// <summary>The rows of a batch whose bit is set, compact; shared when that is all of them, null when it is none.</summary>
    /// <param name="indices">Which rows they are, in the scratch slab; null when all or none are.</param>
    internal static Batch? Take(
        SlabPool pool, Batch input, ulong* keep, ReadOnlySpan<int> kept, Span<Column> columns, Schema schema, Slab scratch, ref long bytesHint,
        out int* indices)
    {
        indices = null;
        var count = Bitmap.CountSet((byte*)keep, input.RowCount);
        if (count == 0)
        {
            return null;
        }

        if (count == input.RowCount)
        {
            for (var i = 0; i < kept.Length; i++)
            {
                columns[i] = input[kept[i]];
            }

            return Batch.Create(pool, schema, count, columns);
        }

        indices = scratch.Allocate<int>(count);
        SelectionKernels.Indices(keep, input.RowCount, indices);
        var target = pool.Rent(bytesHint);
        for (var i = 0; i < kept.Length; i++)
        {
            columns[i] = SelectionKernels.Take(input[kept[i]], indices, count, target);
        }

        var batch = Batch.Create(pool, schema, count, columns);
        bytesHint = target.CapacityBytes;
        target.Release();
        return batch;
    }
}
