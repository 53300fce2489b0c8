namespace Weir.Differential.Tests;

/// <summary>The values of each type where arithmetic, comparisons and casts go wrong, and a few ordinary ones.</summary>
internal static class Extremes
{
    public static readonly DataType Small = DataType.Decimal(10, 3);
    public static readonly DataType Large = DataType.Decimal(38, 10);

    /// <summary>The first double above every BIGINT.</summary>
    private const double TwoTo63 = 9223372036854775808.0;

    private const long ManyDigits = (1L << 53) + 1;

    public static IReadOnlyList<DataType> Numbers { get; } = [DataType.Int32, DataType.Int64, DataType.UInt64, DataType.Float64, Small, Large];

    public static IReadOnlyList<object?> Of(DataType type) => type.Kind switch
    {
        TypeKind.Bool => [null, true, false],
        TypeKind.Int32 => [null, 0, 1, -1, 7, -15, int.MinValue, int.MaxValue],
        TypeKind.Int64 => [null, 0L, 1L, -1L, 7L, -15L, 1L << 31, ManyDigits, -ManyDigits, long.MinValue, long.MaxValue],
        TypeKind.UInt64 => [null, 0UL, 1UL, 7UL, (ulong)ManyDigits, 1UL << 63, ulong.MaxValue],
        TypeKind.Float64 =>
        [
            null, 0.0, -0.0, 1.0, 1.005, 2.5, -2.5, 0.49999999999999994, 4503599627370497.5, (double)(1L << 53), 2147483647.5, TwoTo63, -TwoTo63,
            1.8446744073709552e19, 1e300, -1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ],
        TypeKind.Decimal128 when type == Small => Decimals(type, "0", "1", "1.005", "-1.005", "2.5", "-2.5", "0.001", "9999999.999", "-9999999.999"),
        TypeKind.Decimal128 => Decimals(
            type, "0", "7", "-0.5", "0.0000000001", "9007199254740993", "9223372036854775807.5", "9999999999999999999999999999.9999999999",
            "-9999999999999999999999999999.9999999999"),
        TypeKind.Date32 => [null, Days("1970-01-01"), Days("2024-02-29"), Days("1677-09-20"), Days("1677-09-21"), Days("1677-09-22"), Days("2262-04-11"), Days("2262-04-12"), Days("0001-01-01"), Days("9999-12-31")],
        TypeKind.Timestamp =>
        [
            null, 0L, Nanos("2024-02-29T23:59:59.999999"), Nanos("1677-09-21T00:12:44"), Nanos("1677-09-22T00:00:00"), Nanos("2262-04-11T00:00:00"),
            Nanos("2262-04-11T23:47:16"), Nanos("1969-12-31T23:59:59.999999"),
        ],
        _ => throw new ArgumentException($"no values of {type}", nameof(type)),
    };

    private static object?[] Decimals(DataType type, params string[] texts) =>
        [null, .. texts.Select(text => DecimalText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), type.Precision, type.Scale, out var value)
            ? (object)value
            : throw new ArgumentException(text, nameof(texts)))];

    private static int Days(string text) =>
        TemporalText.TryParseDate(System.Text.Encoding.ASCII.GetBytes(text), out var days) ? days : throw new ArgumentException(text, nameof(text));

    private static long Nanos(string text) =>
        TemporalText.TryParseTimestamp(System.Text.Encoding.ASCII.GetBytes(text), out long nanos) ? nanos : throw new ArgumentException(text, nameof(text));
}
