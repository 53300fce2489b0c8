namespace Weir.Columnar;

/// <summary>The physical families of values; parameters (precision, JSON tag) live on <see cref="DataType"/>.</summary>
public enum TypeKind : byte
{
    /// <summary>The type of an untyped NULL literal; no column of a table has it.</summary>
    Null,

    /// <summary>One bit a row, least significant bit first.</summary>
    Bool,
    Int32,
    Int64,
    UInt64,
    Float64,

    /// <summary>A 128-bit two's-complement unscaled integer, little-endian.</summary>
    Decimal128,

    /// <summary>UTF-8 text: 32-bit offsets, one more than rows, into a run of bytes.</summary>
    Utf8,

    /// <summary>Bytes, laid out as <see cref="Utf8"/>.</summary>
    Binary,

    /// <summary>Days since 1970-01-01, 32 bits.</summary>
    Date32,

    /// <summary>Nanoseconds since 1970-01-01T00:00:00, 64 bits, no zone.</summary>
    Timestamp,

    /// <summary>A span of time in nanoseconds, 64 bits; only in expressions, never a column of a table.</summary>
    Interval,
}
