namespace Weir.Columnar;

/// <summary>The type of a column or expression. Compared by value; the common types are shared instances.</summary>
public sealed record DataType
{
    private DataType(TypeKind kind) => Kind = kind;

    public TypeKind Kind { get; }

    /// <summary>Decimal digits in all, 1 to 38; 0 unless <see cref="TypeKind.Decimal128"/>.</summary>
    public int Precision { get; private init; }

    /// <summary>Decimal digits after the point, at most <see cref="Precision"/>.</summary>
    public int Scale { get; private init; }

    /// <summary>Text that holds one JSON value; written inline by JSON encoders.</summary>
    public bool IsJson { get; private init; }

    public static DataType Null { get; } = new(TypeKind.Null);
    public static DataType Bool { get; } = new(TypeKind.Bool);
    public static DataType Int32 { get; } = new(TypeKind.Int32);
    public static DataType Int64 { get; } = new(TypeKind.Int64);
    public static DataType UInt64 { get; } = new(TypeKind.UInt64);
    public static DataType Float64 { get; } = new(TypeKind.Float64);
    public static DataType Utf8 { get; } = new(TypeKind.Utf8);
    public static DataType Json { get; } = new(TypeKind.Utf8) { IsJson = true };
    public static DataType Binary { get; } = new(TypeKind.Binary);
    public static DataType Date32 { get; } = new(TypeKind.Date32);
    public static DataType Timestamp { get; } = new(TypeKind.Timestamp);
    public static DataType Interval { get; } = new(TypeKind.Interval);

    /// <exception cref="ArgumentOutOfRangeException">Precision outside 1–38, or scale outside 0–precision.</exception>
    public static DataType Decimal(int precision, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, 38);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, precision);
        return new DataType(TypeKind.Decimal128) { Precision = precision, Scale = scale };
    }

    /// <summary>Bytes of one value in a fixed-width column; 0 for bits, text and bytes.</summary>
    public int ByteWidth => Kind switch
    {
        TypeKind.Int32 or TypeKind.Date32 => 4,
        TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Float64 or TypeKind.Timestamp or TypeKind.Interval => 8,
        TypeKind.Decimal128 => 16,
        _ => 0,
    };

    /// <summary>True for types stored as offsets into bytes.</summary>
    public bool IsVariableWidth => Kind is TypeKind.Utf8 or TypeKind.Binary;

    public bool IsText => Kind is TypeKind.Utf8;

    public bool IsNumeric => Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Float64 or TypeKind.Decimal128;

    public bool IsInteger => Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.UInt64;

    /// <summary>The SQL spelling, as it is accepted in DDL.</summary>
    public override string ToString() => Kind switch
    {
        TypeKind.Null => "NULL",
        TypeKind.Bool => "BOOLEAN",
        TypeKind.Int32 => "INT",
        TypeKind.Int64 => "BIGINT",
        TypeKind.UInt64 => "BIGINT UNSIGNED",
        TypeKind.Float64 => "DOUBLE",
        TypeKind.Decimal128 => $"DECIMAL({Precision}, {Scale})",
        TypeKind.Utf8 => IsJson ? "JSON" : "TEXT",
        TypeKind.Binary => "BYTEA",
        TypeKind.Date32 => "DATE",
        TypeKind.Timestamp => "TIMESTAMP",
        TypeKind.Interval => "INTERVAL",
        _ => throw new InvalidOperationException($"unknown type kind {Kind}"),
    };
}
