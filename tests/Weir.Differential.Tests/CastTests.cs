namespace Weir.Differential.Tests;

/// <summary>Every cast between types, at both ends of the range of each.</summary>
public sealed class CastTests(PostgresServer postgres) : DifferentialTest(postgres)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-0", "+7", " 7", "7 ", "\t7\n", "007", "7.0", "7.5", "-7.5", ".5", "5.", "1e3", "1E3", "1e", "1e-3", "--1", "+-1", "1_000", "1,000", "0x1F", "1f",
        "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616", "-1", "1e308", "1e309", "-1e309", "1e-400", "4.9e-324",
        "nan", "NaN", "NAN", "inf", "Inf", "infinity", "Infinity", "-inf", "-Infinity", "+inf", "+Infinity", "+nan", "-nan", "infinit", "1.005", "-1.005", "0.0005", "9999999.9994",
        "9999999.9995", "12345678901234567890123456789012345678", "123456789012345678901234567890123456789", "99999999999999999999999999999999999999",
        "true", "TRUE", "t", "T", "tr", "tru", "yes", "ye", "y", "on", "of", "off", "o", "no", "n", "1", "00", "2", "false", "f", "fa", "null", " true ", "１", "７.５",
    ];

    private static readonly DataType[] Types =
    [
        DataType.Bool, DataType.Int32, DataType.Int64, DataType.UInt64, DataType.Float64, Extremes.Small, Extremes.Large, DataType.Utf8, DataType.Date32,
        DataType.Timestamp,
    ];

    [PostgresFact]
    public void Casts_as_in_PostgreSQL() => CompareWithPostgres("casts", Sweep);

    [Fact]
    public void Casts_as_in_DuckDB() => CompareWithDuckDb("casts-duckdb", Sweep);

    private static IEnumerable<(string, Values, IEnumerable<Question>)> Sweep =>
        from source in Types
        let values = source == DataType.Utf8 ? Values.Of(source, Texts) : Values.Of(source, Extremes.Of(source))
        select ($"{source}", values, Types.Where(target => target != source).Select(target => Question(source, target)));

    private static Question Question(DataType source, DataType target)
    {
        var text = $"CAST(a AS {target})";

        // An unsigned integer is a NUMERIC(20, 0) there, within the bounds of ours.
        return target == DataType.UInt64 && source == DataType.Utf8
            ? new(text, "CASE WHEN CAST(a AS NUMERIC) >= 0 AND CAST(a AS NUMERIC) < 18446744073709551616 AND a !~ '[.eE]' THEN CAST(a AS NUMERIC(20, 0)) ELSE CAST('x' || a AS INT) END")
            : target == DataType.UInt64 && source.Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.Decimal128 or TypeKind.Float64
            ? new(text, "CASE WHEN a IS NULL THEN NULL WHEN a > -1 AND a < 18446744073709551616 THEN trunc(CAST(a AS NUMERIC)) ELSE CAST('x' || a AS INT) END")
            : new(text);
    }
}
