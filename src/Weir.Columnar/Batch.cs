using System.Diagnostics;

namespace Weir.Columnar;

/// <summary>
/// Rows in columns, all of one schema. A batch has exactly one owner, who passes it on or disposes it; each of its columns holds one
/// reference on the slab it lies in, so a batch shares what passes through unchanged without copying.
/// </summary>
public sealed class Batch : IDisposable
{
    private readonly SlabPool _pool;
    private Column[] _columns = [];
    private int _columnCount;
    private bool _live;

    internal Batch(SlabPool pool) => _pool = pool;

    public Schema Schema { get; private set; } = null!;

    public int RowCount { get; private set; }

    public ReadOnlySpan<Column> Columns => _columns.AsSpan(0, _columnCount);

    public ref readonly Column this[int index]
    {
        get
        {
            Debug.Assert(_live, "A batch was used after it was disposed.");
            return ref _columns[index];
        }
    }

    /// <summary>Bytes that the rows occupy; what queues count.</summary>
    public long ByteSize
    {
        get
        {
            var bytes = 0L;
            foreach (ref readonly var column in Columns)
            {
                bytes += column.ByteSize;
            }

            return bytes;
        }
    }

    /// <summary>A batch of these columns. Retains the slab of each: the caller keeps the references it has.</summary>
    public static Batch Create(SlabPool pool, Schema schema, int rowCount, ReadOnlySpan<Column> columns)
    {
        Debug.Assert(columns.Length == schema.Count, "The columns do not fit the schema.");
        var batch = pool.RentBatch();
        if (batch._columns.Length < columns.Length)
        {
            batch._columns = new Column[columns.Length];
        }

        for (var i = 0; i < columns.Length; i++)
        {
            Debug.Assert(columns[i].Length == rowCount, "A column has another length than its batch.");
            columns[i].Slab?.Retain();
            batch._columns[i] = columns[i];
        }

        batch._columnCount = columns.Length;
        batch.Schema = schema;
        batch.RowCount = rowCount;
        batch._live = true;
        return batch;
    }

    /// <summary>Gives up this owner's references. Once only: the shell is reused.</summary>
    public void Dispose()
    {
        if (!_live)
        {
            throw new ObjectDisposedException(nameof(Batch), "a batch was disposed twice");
        }

        _live = false;
        foreach (ref readonly var column in Columns)
        {
            column.Slab?.Release();
        }

        Array.Clear(_columns, 0, _columnCount);
        _columnCount = 0;
        _pool.ReturnBatch(this);
    }
}
