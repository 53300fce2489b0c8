using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Weir.Columnar;

/// <summary>
/// The values of one column of a batch, in Arrow's layout: a view into a <see cref="Slab"/>, never an owner by itself. Whoever keeps a
/// column longer than the batch it came from retains <see cref="Slab"/>.
/// </summary>
/// <remarks>
/// Fixed-width types have one value a row; text and bytes have <c>Length + 1</c> 32-bit offsets and the bytes; booleans one bit a row.
/// A validity bitmap is there only when a row is NULL; the value of a NULL row is defined (zero, empty) so that kernels need not look.
/// </remarks>
public readonly unsafe struct Column
{
    private readonly byte* _values;
    private readonly byte* _data;
    private readonly byte* _validity;

    private Column(DataType type, int length, Slab? slab, byte* values, byte* data, byte* validity, int nullCount)
    {
        Debug.Assert(validity is null == (nullCount == 0), "A validity bitmap is there exactly when a row is NULL.");
        Type = type;
        Length = length;
        Slab = slab;
        NullCount = nullCount;
        _values = values;
        _data = data;
        _validity = validity;
    }

    public DataType Type { get; }

    public int Length { get; }

    public int NullCount { get; }

    /// <summary>The memory that this column lies in.</summary>
    public Slab? Slab { get; }

    public bool HasNulls => NullCount != 0;

    /// <summary>One bit a row, set when the row has a value; null when all have.</summary>
    public byte* Validity => _validity;

    /// <summary>The fixed-width values, the bits of a boolean column, or the offsets of text and bytes.</summary>
    public byte* ValuesPointer => _values;

    /// <summary>The bytes of text and binary columns.</summary>
    public byte* DataPointer => _data;

    /// <summary>Bytes that the rows occupy, for queue bounds and metrics.</summary>
    public long ByteSize
    {
        get
        {
            var bytes = _validity is null ? 0L : Length / 8;
            return Type.IsVariableWidth ? bytes + (4L * Length) + OffsetsPointer[Length] - OffsetsPointer[0]
                : bytes + (Type.Kind == TypeKind.Bool ? Length / 8 : (long)Type.ByteWidth * Length);
        }
    }

    private int* OffsetsPointer => (int*)_values;

    /// <summary>A column of fixed-width values or bits.</summary>
    /// <param name="validity">May be null; kept only when <paramref name="nullCount"/> is not zero.</param>
    public static Column Fixed(DataType type, int length, Slab? slab, byte* values, byte* validity, int nullCount) =>
        new(type, length, slab, values, null, nullCount == 0 ? null : validity, nullCount);

    /// <summary>A column of text or bytes; <paramref name="offsets"/> holds one more entry than rows and grows.</summary>
    public static Column Variable(DataType type, int length, Slab? slab, int* offsets, byte* data, byte* validity, int nullCount) =>
        new(type, length, slab, (byte*)offsets, data, nullCount == 0 ? null : validity, nullCount);

    /// <summary>The same memory under another type of the same layout (text as JSON, timestamp as integer).</summary>
    public Column As(DataType type)
    {
        Debug.Assert(type.ByteWidth == Type.ByteWidth && type.IsVariableWidth == Type.IsVariableWidth, "The layouts differ.");
        return new Column(type, Length, Slab, _values, _data, _validity, NullCount);
    }

    /// <summary>The values as <typeparamref name="T"/>, whose size is the type's width.</summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        Debug.Assert(sizeof(T) == Type.ByteWidth, "The element size differs from the column's.");
        return new ReadOnlySpan<T>(_values, Length);
    }

    /// <summary><c>Length + 1</c> offsets into the bytes of a text or binary column.</summary>
    public ReadOnlySpan<int> Offsets => new(_values, Length + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row) => _validity is not null && !Bitmap.Get(_validity, row);

    public bool IsValid(int row) => !IsNull(row);

    public bool GetBool(int row) => Bitmap.Get(_values, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get<T>(int row)
        where T : unmanaged => ((T*)_values)[row];

    /// <summary>The bytes of one row of a text or binary column; empty for NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> GetBytes(int row)
    {
        var start = OffsetsPointer[row];
        return new ReadOnlySpan<byte>(_data + start, OffsetsPointer[row + 1] - start);
    }
}
