using Weir.Columnar.Expressions;
using Xunit;

namespace Weir.Columnar.Tests;

/// <summary>greatest and least, the parts and paddings of text, joins with a separator, and bins of time.</summary>
public sealed class ChoiceAndTextTests : ExpressionTest
{
    [Theory]
    [InlineData("left", "\U0001F600äb", 2L, "\U0001F600ä")]
    [InlineData("left", "\U0001F600äb", -1L, "\U0001F600ä")]
    [InlineData("left", "abc", -3L, "")]
    [InlineData("left", "abc", long.MinValue, "")]
    [InlineData("left", "abc", long.MaxValue, "abc")]
    [InlineData("right", "äb\U0001F600", 2L, "b\U0001F600")]
    [InlineData("right", "äb\U0001F600", -1L, "b\U0001F600")]
    [InlineData("right", "abc", 0L, "")]
    [InlineData("right", "abc", -3L, "")]
    [InlineData("right", "abc", long.MinValue, "")]
    [InlineData("right", "abc", long.MaxValue, "abc")]
    [InlineData("lpad", "ä", 3L, "  ä")]
    [InlineData("rpad", "\U0001F600", 3L, "\U0001F600  ")]
    [InlineData("lpad", "äbc", 2L, "äb")]
    [InlineData("rpad", "äbc", -2L, "")]
    public void Counts_are_of_characters(string name, string text, long count, string expected) =>
        Assert.Equal(expected, Evaluate(Call(name, Text(text), Long(count))));

    [Fact]
    public void A_fill_is_repeated_and_cut()
    {
        Assert.Equal("xyzxyhi", Evaluate(Call("lpad", Text("hi"), Long(7), Text("xyz"))));
        Assert.Equal("hi\U0001F600☃\U0001F600", Evaluate(Call("rpad", Text("hi"), Long(5), Text("\U0001F600☃"))));
        Assert.Equal("hi", Evaluate(Call("rpad", Text("hi"), Long(long.MaxValue), Text(""))));
        Assert.Null(Evaluate(Call("rpad", Text("hi"), Literal(null, DataType.Int64))));
    }

    [Fact]
    public void A_length_that_would_fill_the_memory_fails_its_row()
    {
        var (values, errors) = Evaluate(Call("lpad", Text("x"), Column(0, DataType.Int64)), [DataType.Int64], [4_000_000_000L], [2L], [long.MaxValue]);
        Assert.Equal(" x", values[1]);
        Assert.Equal(
            ["0: lpad to 4000000000 characters is too long: the most is 16777216", "2: lpad to 9223372036854775807 characters is too long: the most is 16777216"],
            errors);
    }

    [Fact]
    public void A_separator_stands_between_what_is_not_null()
    {
        var nothing = Literal(null, DataType.Utf8);
        Assert.Equal("a, 7", Evaluate(Call("concat_ws", Text(", "), nothing, Text("a"), nothing, Long(7))));
        Assert.Equal(", ", Evaluate(Call("concat_ws", Text(", "), Text(""), Text(""))));
        Assert.Equal("", Evaluate(Call("concat_ws", Text(", "), nothing)));
        Assert.Null(Evaluate(Call("concat_ws", nothing, Text("a"))));
        Assert.Contains("first argument", ScalarFunctions.Find("concat_ws")!.Resolve([Long(1), Text("a")]).Hint);
    }

    [Fact]
    public void Nulls_do_not_take_part_in_greatest_and_least()
    {
        var (values, errors) = Evaluate(
            Call("greatest", Column(0, DataType.Int64), Column(1, DataType.Int64), Column(0, DataType.Int64)), [DataType.Int64, DataType.Int64],
            [1L, 2L], [null, -5L], [3L, null], [null, null]);
        Assert.Empty(errors);
        Assert.Equal([2L, -5L, 3L, null], values);
    }

    [Fact]
    public void Doubles_have_their_order_in_greatest_and_least()
    {
        var (nan, infinity) = (Literal(double.NaN, DataType.Float64), Literal(double.PositiveInfinity, DataType.Float64));
        Assert.Equal(double.NaN, Evaluate(Call("greatest", infinity, nan, Literal(1.0, DataType.Float64))));
        Assert.Equal(double.PositiveInfinity, Evaluate(Call("least", nan, infinity)));
    }

    [Fact]
    public void Exact_types_stay_exact_in_greatest_and_least()
    {
        Assert.Equal(9007199254740993L, Evaluate(Call("greatest", Long(9007199254740993), Literal(7, DataType.Int32))));
        var amount = Call("least", Literal((Int128)1005, DataType.Decimal(10, 3)), Long(2));
        Assert.Equal((Int128)1005, Evaluate(amount));
        Assert.Equal(TypeKind.Decimal128, amount.Type.Kind);
        Assert.Equal(TypeKind.Decimal128, Call("greatest", Literal(1UL, DataType.UInt64), Long(-1)).Type.Kind);
    }

    [Fact]
    public void Every_type_has_a_greatest_and_a_least()
    {
        Assert.Equal(true, Evaluate(Call("greatest", LiteralExpression.False, Literal(null, DataType.Bool), LiteralExpression.True)));
        Assert.Equal(false, Evaluate(Call("least", LiteralExpression.True, LiteralExpression.False)));
        Assert.Equal("b", Evaluate(Call("greatest", Text("b"), Text("a"), Literal(null, DataType.Utf8))));
        Assert.Equal("", Evaluate(Call("least", Text("b"), Text(""))));
        Assert.Equal(2, Evaluate(Call("greatest", Literal(1, DataType.Date32), Literal(2, DataType.Date32))));
        Assert.Equal(-1L, Evaluate(Call("least", Literal(1L, DataType.Interval), Literal(-1L, DataType.Interval))));
        Assert.Equal(5L, Evaluate(Call("greatest", Long(3), Text("5"))));
        Assert.Null(Evaluate(Call("greatest", LiteralExpression.Null(DataType.Null))));
    }

    [Fact]
    public void Text_of_rows_has_no_order_with_numbers()
    {
        Assert.Contains("no common type", ScalarFunctions.Find("greatest")!.Resolve([Column(0, DataType.Utf8), Long(1)]).Error);
        Assert.Contains("no common type", ScalarFunctions.Find("least")!.Resolve([LiteralExpression.True, Long(1)]).Error);
    }

    [Theory]
    [InlineData(15, "2024-03-01T10:22:31", "1970-01-01", "2024-03-01T10:15:00")]
    [InlineData(15, "2024-03-01T10:15:00", "1970-01-01", "2024-03-01T10:15:00")]
    [InlineData(15, "2024-03-01T10:22:31", "2001-01-01T00:02:30", "2024-03-01T10:17:30")]
    [InlineData(15, "1969-12-31T23:59:59", "1970-01-01", "1969-12-31T23:45:00")]
    [InlineData(15, "1999-12-31T23:45:00", "2000-01-01", "1999-12-31T23:45:00")]
    [InlineData(7, "2262-04-11T23:47:16", "1677-09-21T00:13:00", "2262-04-11T23:46:00")]
    public void Bins_start_at_the_origin(long minutes, string time, string origin, string expected)
    {
        var bin = Call("date_bin", Literal(minutes * 60 * TemporalText.NanosPerSecond, DataType.Interval), Text(time), Text(origin));
        Assert.Equal(expected, TemporalText.FormatTimestamp((long)Evaluate(bin)!));
    }

    [Fact]
    public void A_bin_without_length_or_beyond_the_years_is_an_error()
    {
        var day = Literal(TemporalText.NanosPerDay, DataType.Interval);
        var (_, errors) = Evaluate(Call("date_bin", day, Column(0, DataType.Timestamp)), [DataType.Timestamp], [long.MinValue], [null], [0L]);
        Assert.Contains("begins out of range", Assert.Single(errors));
        (_, errors) = Evaluate(Call("date_bin", Column(0, DataType.Interval), Text("2024-01-01")), [DataType.Interval], [0L], [-1L], [null]);
        Assert.Equal(2, errors.Length);
        Assert.Contains("greater than zero", ScalarFunctions.Find("date_bin")!.Resolve([Literal(0L, DataType.Interval), Text("2024-01-01")]).Error);
        Assert.Contains("INTERVAL", ScalarFunctions.Find("date_bin")!.Resolve([Text("15 minutes"), Text("2024-01-01")]).Hint);
    }

    private static LiteralExpression Text(string text) => Literal(text, DataType.Utf8);

    private static LiteralExpression Long(long value) => Literal(value, DataType.Int64);
}
