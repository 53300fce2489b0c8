using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar;

/// <summary>Whole-batch operations outside of expressions.</summary>
public static unsafe class BatchOperations
{
    /// <summary>The batch without some of its rows.</summary>
    /// <param name="batch">The caller keeps ownership.</param>
    /// <param name="rows">Rows to leave out, in any order; repeats are fine.</param>
    /// <returns>Null when no row is left; the caller owns it.</returns>
    public static Batch? Without(SlabPool pool, Batch batch, IEnumerable<int> rows)
    {
        var scratch = pool.Rent(0);
        try
        {
            var keep = scratch.Allocate<ulong>(Bitmap.WordCount(batch.RowCount));
            Bitmap.Fill((byte*)keep, batch.RowCount, true);
            foreach (var row in rows)
            {
                Bitmap.Clear((byte*)keep, row);
            }

            var hint = 0L;
            var kept = new int[batch.Schema.Count];
            for (var i = 0; i < kept.Length; i++)
            {
                kept[i] = i;
            }

            return Predicate.Take(pool, batch, keep, kept, new Column[kept.Length], batch.Schema, scratch, ref hint, out _);
        }
        finally
        {
            scratch.Release();
        }
    }

    /// <summary>The rows of several batches of one schema, one after the other.</summary>
    /// <param name="batches">At least one; the caller keeps ownership.</param>
    public static Batch Concat(SlabPool pool, IReadOnlyList<Batch> batches)
    {
        var schema = batches[0].Schema;
        var rows = batches.Sum(batch => batch.RowCount);
        var target = pool.Rent(batches.Sum(batch => batch.ByteSize) + (128L * schema.Count));
        var columns = new Column[schema.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = ConcatKernels.Concat(batches, i, rows, target);
        }

        var result = Batch.Create(pool, schema, rows, columns);
        target.Release();
        return result;
    }
}
