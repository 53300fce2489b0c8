using Weir.Columnar.Expressions;
using Xunit;

namespace Weir.Columnar.Tests;

public sealed class CastTests : ExpressionTest
{
    private const string Bad = "bad";

    public static TheoryData<string, object?, string, object?> Cases => new()
    {
        { "INT", 7, "BIGINT", 7L },
        { "BIGINT", 1L << 31, "INT", Bad },
        { "BIGINT", -1L, "BIGINT UNSIGNED", Bad },
        { "BIGINT UNSIGNED", ulong.MaxValue, "BIGINT", Bad },
        { "BIGINT UNSIGNED", 5UL, "INT", 5 },
        { "DOUBLE", 7.9, "BIGINT", 7L },
        { "DOUBLE", -7.9, "INT", -7 },
        { "DOUBLE", double.NaN, "BIGINT", Bad },
        { "DOUBLE", 9.3e18, "BIGINT", Bad },
        { "DOUBLE", 2147483648.0, "INT", Bad },
        { "DOUBLE", 2147483647.5, "INT", int.MaxValue },
        { "DOUBLE", 3.0, "TEXT", "3.0" },
        { "DOUBLE", 0.1, "TEXT", "0.1" },
        { "BIGINT", 42L, "TEXT", "42" },
        { "TEXT", "42", "BIGINT", 42L },
        { "TEXT", "-42", "INT", -42 },
        { "TEXT", "4x", "BIGINT", Bad },
        { "TEXT", "", "BIGINT", Bad },
        { "TEXT", "1e3", "DOUBLE", 1000.0 },
        { "TEXT", " 1.5\t", "DOUBLE", 1.5 },
        { "TEXT", "1.5x", "DOUBLE", Bad },
        { "TEXT", "1e309", "DOUBLE", Bad },
        { "TEXT", " -7 ", "BIGINT", -7L },
        { "TEXT", " t ", "BOOLEAN", true },
        { "TEXT", "true", "BOOLEAN", true },
        { "TEXT", "no", "BOOLEAN", false },
        { "TEXT", "maybe", "BOOLEAN", Bad },
        { "BOOLEAN", true, "TEXT", "true" },
        { "BOOLEAN", true, "BIGINT", 1L },
        { "BIGINT", 0L, "BOOLEAN", false },
        { "TEXT", "2024-03-01 10:00:00.5", "TIMESTAMP", 1709287200500000000L },
        { "TEXT", "2024-01-01T01:00:00+02:00", "TIMESTAMP", 1704063600000000000L },
        { "TEXT", "2024-13-01", "TIMESTAMP", Bad },
        { "TIMESTAMP", 1709287200500000000L, "TEXT", "2024-03-01T10:00:00.500" },
        { "TIMESTAMP", -1L, "DATE", -1 },
        { "TIMESTAMP", 1709287200500000000L, "BIGINT", 1709287200500000000L },
        { "DATE", 19783, "TIMESTAMP", 19783 * TemporalText.NanosPerDay },
        { "TEXT", "2024-03-01", "DATE", 19783 },
        { "DATE", 19783, "TEXT", "2024-03-01" },
        { "DATE", int.MaxValue, "TIMESTAMP", Bad },
        { "DATE", int.MinValue, "TIMESTAMP", Bad },
        { "DATE", 106751, "TIMESTAMP", 106751 * TemporalText.NanosPerDay },
        { "DATE", 106752, "TIMESTAMP", Bad },
        { "DATE", -106751, "TIMESTAMP", -106751 * TemporalText.NanosPerDay },
        { "DATE", -106752, "TIMESTAMP", Bad },
        { "TIMESTAMP", 1709251199999999999L, "DATE", 19782 },
        { "TIMESTAMP", long.MinValue, "DATE", -106752 },
        { "TIMESTAMP", long.MaxValue, "DATE", 106751 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Casts(string from, object? value, string to, object? expected)
    {
        var (source, target) = (Type(from), Type(to));
        var (values, errors) = Evaluate(new CastExpression(Column(0, source), target, false), [source], [value], [null]);
        Assert.Null(values[1]);
        if (Equals(expected, Bad) && !Equals(value, Bad))
        {
            Assert.StartsWith("0: cannot cast ", Assert.Single(errors));
            Assert.EndsWith($" to {target}", errors[0]);
            (values, errors) = Evaluate(new CastExpression(Column(0, source), target, true), [source], [value], [null]);
            Assert.Empty(errors);
            Assert.Null(values[0]);
        }
        else
        {
            Assert.Empty(errors);
            Assert.Equal(expected, values[0]);
        }
    }

    [Theory]
    [InlineData("2.5", 2500)]
    [InlineData("-0.0005", -1)]
    [InlineData("1e2", 100000)]
    [InlineData("0.00049", 0)]
    [InlineData("999999.9995", null)]
    [InlineData("12a", null)]
    public void Text_to_decimal_rounds_half_away_from_zero(string text, int? unscaled)
    {
        var type = DataType.Decimal(9, 3);
        var (values, _) = Evaluate(new CastExpression(Column(0, DataType.Utf8), type, true), [DataType.Utf8], [text]);
        Assert.Equal(unscaled is null ? null : (Int128)unscaled.Value, values[0]);
    }

    [Fact]
    public void Decimals_rescale_and_print_with_their_scale()
    {
        var (narrow, wide) = (DataType.Decimal(6, 3), DataType.Decimal(5, 1));
        Assert.Equal((Int128)25, Evaluate(new CastExpression(Literal((Int128)2450, narrow), wide, false)));
        Assert.Equal("2.450", Evaluate(new CastExpression(Literal((Int128)2450, narrow), DataType.Utf8, false)));
        Assert.Equal("-0.005", Evaluate(new CastExpression(Literal((Int128)(-5), narrow), DataType.Utf8, false)));
        Assert.Equal(2L, Evaluate(new CastExpression(Literal((Int128)2999, narrow), DataType.Int64, false)));
        Assert.Equal(2.45, Evaluate(new CastExpression(Literal((Int128)2450, narrow), DataType.Float64, false)));
        var (_, errors) = Evaluate(new CastExpression(Column(0, DataType.Int64), DataType.Decimal(4, 2), false), [DataType.Int64], [100L]);
        Assert.Single(errors);
    }

    [Fact]
    public void Timestamps_survive_text_and_back()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var nanos = random.NextInt64(-9_000_000_000_000_000_000, 9_000_000_000_000_000_000);
            nanos = random.Next(3) switch { 0 => nanos, 1 => nanos / 1_000_000 * 1_000_000, _ => nanos / TemporalText.NanosPerDay * TemporalText.NanosPerDay };
            Assert.True(TemporalText.TryParseTimestamp(System.Text.Encoding.ASCII.GetBytes(TemporalText.FormatTimestamp(nanos)), out long back));
            Assert.Equal(nanos, back);
        }
    }

    private static DataType Type(string name) => new[]
    {
        DataType.Int32, DataType.Int64, DataType.UInt64, DataType.Float64, DataType.Utf8, DataType.Bool, DataType.Timestamp, DataType.Date32,
    }.Single(type => type.ToString() == name);
}
