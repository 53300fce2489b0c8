using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Weir.Columnar;

/// <summary>
/// One column of a <see cref="BatchBuilder"/> while it is filled. Fast writers take the pointers and write row
/// <see cref="BatchBuilder.RowCount"/> themselves; the pointers are void after <see cref="EnsureData"/> and after the batch is finished.
/// </summary>
public sealed unsafe class ColumnBuilder
{
    private const int MinimumDataBytes = 4096;

    private readonly int _rowCapacity;
    private Slab _slab = null!;
    private byte* _validity;
    private byte* _values;
    private byte* _data;
    private int _dataCapacity;
    private int _dataCapacityHint = MinimumDataBytes;
    private bool _hasNulls;

    internal ColumnBuilder(Field field, int rowCapacity)
    {
        Field = field;
        _rowCapacity = rowCapacity;
    }

    public Field Field { get; }

    /// <summary>The fixed-width values, or the bits of a boolean column (all cleared at the start).</summary>
    public byte* Values => _values;

    /// <summary>Entry <c>i</c> is where row <c>i</c> starts; the writer of a row sets entry <c>i + 1</c>.</summary>
    public int* Offsets => (int*)_values;

    /// <summary>The bytes of text and binary columns.</summary>
    public byte* Data => _data;

    public int DataCapacity => _dataCapacity;

    /// <summary>Makes room for <paramref name="bytes"/> in all; <see cref="Data"/> may move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnsureData(int bytes)
    {
        if (bytes > _dataCapacity)
        {
            GrowData(bytes);
        }
    }

    /// <summary>Makes a row NULL and gives it the defined value of NULL rows.</summary>
    public void SetNull(int row)
    {
        Bitmap.Clear(_validity, row);
        _hasNulls = true;
        switch (Field.Type.ByteWidth)
        {
            case 4:
                ((int*)_values)[row] = 0;
                break;
            case 8:
                ((long*)_values)[row] = 0;
                break;
            case 16:
                ((Int128*)_values)[row] = 0;
                break;
            default:
                if (Field.Type.IsVariableWidth)
                {
                    Offsets[row + 1] = Offsets[row];
                }
                else if (Field.Type.Kind == TypeKind.Bool)
                {
                    Bitmap.Clear(_values, row);
                }

                break;
        }
    }

    /// <summary>Takes back a <see cref="SetNull"/> of a row whose value follows (a duplicate key) or that is given up.</summary>
    public void SetValid(int row)
    {
        if (_hasNulls)
        {
            Bitmap.Set(_validity, row);
        }
    }

    public bool IsNull(int row) => _hasNulls && !Bitmap.Get(_validity, row);

    public void Set<T>(int row, T value)
        where T : unmanaged
    {
        Debug.Assert(sizeof(T) == Field.Type.ByteWidth, "The element size differs from the column's.");
        ((T*)_values)[row] = value;
    }

    public void SetBool(int row, bool value)
    {
        if (value)
        {
            Bitmap.Set(_values, row);
        }
        else
        {
            Bitmap.Clear(_values, row);
        }
    }

    public void SetBytes(int row, ReadOnlySpan<byte> bytes)
    {
        var start = Offsets[row];
        EnsureData(ColumnTooLargeException.Check((long)start + bytes.Length));
        bytes.CopyTo(new Span<byte>(_data + start, bytes.Length));
        Offsets[row + 1] = start + bytes.Length;
    }

    internal long StartBytes() => Field.Type.IsVariableWidth
        ? (4L * (_rowCapacity + 1)) + _dataCapacityHint + Bitmap.ByteCount(_rowCapacity) + 192
        : Math.Max(Bitmap.ByteCount(_rowCapacity), (long)Field.Type.ByteWidth * _rowCapacity) + Bitmap.ByteCount(_rowCapacity) + 128;

    internal void Start(Slab slab)
    {
        _slab = slab;
        _hasNulls = false;
        _validity = slab.Allocate(Bitmap.ByteCount(_rowCapacity));
        Bitmap.Fill(_validity, _rowCapacity, true);
        if (Field.Type.IsVariableWidth)
        {
            _values = slab.Allocate(4L * (_rowCapacity + 1));
            Offsets[0] = 0;
            _dataCapacity = _dataCapacityHint;
            _data = slab.Allocate(_dataCapacity);
        }
        else if (Field.Type.Kind == TypeKind.Bool)
        {
            _values = slab.Allocate(Bitmap.ByteCount(_rowCapacity));
            Bitmap.Fill(_values, _rowCapacity, false);
        }
        else
        {
            _values = slab.Allocate((long)Field.Type.ByteWidth * _rowCapacity);
        }
    }

    internal Column Finish(int rows)
    {
        var nullCount = _hasNulls ? rows - Bitmap.CountSet(_validity, rows) : 0;
        if (!Field.Type.IsVariableWidth)
        {
            return Column.Fixed(Field.Type, rows, _slab, _values, _validity, nullCount);
        }

        // The next batch starts with room for a quarter more than this one used, so that growing is rare.
        var used = Offsets[rows];
        _dataCapacityHint = Math.Max(_dataCapacityHint, Math.Max(MinimumDataBytes, used + (used / 4)));
        return Column.Variable(Field.Type, rows, _slab, Offsets, _data, _validity, nullCount);
    }

    private void GrowData(int bytes)
    {
        var capacity = (int)Math.Min(Array.MaxLength, Math.Max((long)_dataCapacity * 2, bytes));
        _data = _slab.Extend(_data, _dataCapacity, capacity, _dataCapacity);
        _dataCapacity = capacity;
    }
}
