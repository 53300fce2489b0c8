namespace Weir.Columnar;

/// <summary>
/// Fills batches row by row into one slab each. A row is written into every column at index <see cref="RowCount"/> and then counted with
/// <see cref="EndRow"/>; a row given up before that leaves nothing behind after <see cref="UndoRow"/>.
/// </summary>
/// <remarks>One thread at a time. Text written by <see cref="ColumnBuilder"/> is copied, so a batch never pins an input buffer.</remarks>
public sealed class BatchBuilder : IDisposable
{
    /// <summary>The row bound of a batch.</summary>
    public const int DefaultRowCapacity = 8192;

    private readonly SlabPool _pool;
    private readonly ColumnBuilder[] _columns;
    private readonly Column[] _finished;
    private Slab? _slab;

    public BatchBuilder(SlabPool pool, Schema schema, int rowCapacity = DefaultRowCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCapacity, 1);
        _pool = pool;
        Schema = schema;
        RowCapacity = rowCapacity;
        _columns = [.. schema.Fields.Select(field => new ColumnBuilder(field, rowCapacity))];
        _finished = new Column[schema.Count];
    }

    public Schema Schema { get; }

    public int RowCapacity { get; }

    /// <summary>Rows ended so far, and so the index of the row to write.</summary>
    public int RowCount { get; private set; }

    public bool IsFull => RowCount == RowCapacity;

    public ReadOnlySpan<ColumnBuilder> Columns => _columns;

    /// <summary>Call before the first row of a batch is written; later calls do nothing.</summary>
    public void Begin()
    {
        if (_slab is not null)
        {
            return;
        }

        var bytes = 0L;
        foreach (var column in _columns)
        {
            bytes += column.StartBytes();
        }

        _slab = _pool.Rent(bytes);
        foreach (var column in _columns)
        {
            column.Start(_slab);
        }
    }

    /// <summary>Counts the row whose values have all been written.</summary>
    public void EndRow() => RowCount++;

    /// <summary>Counts rows that a writer filled in one go.</summary>
    public void EndRows(int count) => RowCount += count;

    /// <summary>Gives up the row being written. Text behind the last ended row is simply overwritten.</summary>
    public void UndoRow()
    {
        foreach (var column in _columns)
        {
            column.SetValid(RowCount);
        }
    }

    /// <summary>The rows so far, which the caller owns; null when there are none. The builder starts anew.</summary>
    public Batch? Finish()
    {
        if (RowCount == 0)
        {
            return null;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            _finished[i] = _columns[i].Finish(RowCount);
        }

        var batch = Batch.Create(_pool, Schema, RowCount, _finished);
        Discard();
        return batch;
    }

    /// <summary>Drops the rows so far.</summary>
    public void Discard()
    {
        _slab?.Release();
        _slab = null;
        RowCount = 0;
    }

    public void Dispose() => Discard();
}
