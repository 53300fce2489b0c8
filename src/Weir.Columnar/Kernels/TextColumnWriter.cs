namespace Weir.Columnar.Kernels;

/// <summary>Builds a text or binary column row by row inside a slab; the kernels that make text write through it.</summary>
internal unsafe ref struct TextColumnWriter
{
    private readonly Slab _target;
    private readonly int* _offsets;
    private readonly int _rows;
    private byte* _data;
    private byte* _validity;
    private int _capacity;
    private int _length;
    private int _row;
    private int _nullCount;

    public TextColumnWriter(Slab target, int rows, int dataHint)
    {
        _target = target;
        _rows = rows;
        _offsets = target.Allocate<int>(rows + 1);
        _offsets[0] = 0;
        _capacity = Math.Max(dataHint, 64);
        _data = target.Allocate(_capacity);
    }

    /// <summary>Room for that many bytes behind what the row has so far; follow with <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if ((long)_length + bytes > _capacity)
        {
            Grow(bytes);
        }

        return new Span<byte>(_data + _length, bytes);
    }

    public void Advance(int bytes) => _length += bytes;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    public void EndRow() => _offsets[++_row] = _length;

    /// <summary>Ends the row as NULL, whatever was appended to it.</summary>
    public void EndNull()
    {
        if (_validity is null)
        {
            _validity = _target.Allocate(Bitmap.ByteCount(_rows));
            Bitmap.Fill(_validity, _rows, true);
        }

        _nullCount++;
        Bitmap.Clear(_validity, _row);
        _length = _offsets[_row];
        _offsets[++_row] = _length;
    }

    public readonly Column Finish(DataType type) => Column.Variable(type, _rows, _target, _offsets, _data, _validity, _nullCount);

    private void Grow(int bytes)
    {
        var needed = ColumnTooLargeException.Check((long)_length + bytes);
        var capacity = (int)Math.Min(Array.MaxLength, Math.Max((long)_capacity * 2, needed));
        _data = _target.Extend(_data, _capacity, capacity, _length);
        _capacity = capacity;
    }
}
