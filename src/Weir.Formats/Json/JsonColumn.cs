using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>Where the fast decoder writes one column, in native memory beside the others. Void once its batch is finished.</summary>
internal unsafe struct JsonColumn
{
    /// <summary>Bytes that a store into <see cref="Data"/> may take at once.</summary>
    public const int BlockBytes = 64;

    public byte* Values;
    public byte* Data;

    /// <summary>The last offset in <see cref="Data"/> at which a whole block may be stored; negative when there is none.</summary>
    public int DataLimit;

    /// <summary>The column's place in the schema; -1 for values that no column takes.</summary>
    public int Index;

    public int Precision;

    /// <summary>Of decimals; of timestamps, how many digits a nanosecond is below the unit of numbers.</summary>
    public int Scale;

    public JsonColumnKind Kind;
    public bool IsNullable;

    public static JsonColumnKind KindOf(DataType type) => type.Kind switch
    {
        TypeKind.Bool => JsonColumnKind.Bool,
        TypeKind.Int32 => JsonColumnKind.Int32,
        TypeKind.Int64 => JsonColumnKind.Int64,
        TypeKind.UInt64 => JsonColumnKind.UInt64,
        TypeKind.Float64 => JsonColumnKind.Float64,
        TypeKind.Decimal128 => JsonColumnKind.Decimal,
        TypeKind.Utf8 => type.IsJson ? JsonColumnKind.Json : JsonColumnKind.Text,
        TypeKind.Date32 => JsonColumnKind.Date,
        TypeKind.Timestamp => JsonColumnKind.Timestamp,
        _ => throw new InvalidOperationException($"type {type} cannot be read from JSON"),
    };

    public void Load(ColumnBuilder builder)
    {
        Values = builder.Values;
        Data = builder.Data;
        DataLimit = builder.DataCapacity - BlockBytes;
    }
}
