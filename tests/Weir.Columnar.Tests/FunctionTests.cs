using System.Text.RegularExpressions;
using Weir.Columnar.Expressions;
using Xunit;

namespace Weir.Columnar.Tests;

public sealed class FunctionTests : ExpressionTest
{
    private const string Json = """{"a":{"b":[10,-20,"x"]},"n":1.5,"s":"q\"ü","t":true,"z":null}""";

    [Theory]
    [InlineData("lower", "abc ä", "ABC Ä")]
    [InlineData("upper", "ABC Ä", "abc ä")]
    [InlineData("btrim", "x y", "  x y ")]
    [InlineData("ltrim", "x ", "  x ")]
    [InlineData("rtrim", "  x", "  x ")]
    public void Text_functions_of_one_argument(string name, string expected, string input) => Assert.Equal(expected, Evaluate(Call(name, Text(input))));

    [Theory]
    [InlineData("https://www.nexmark.com/x/y/z/item.htm", 4, "x")]
    [InlineData("a/b", 3, "")]
    [InlineData("a/b/c", -1, "c")]
    [InlineData("a/b/c", -4, "")]
    [InlineData("abc", 1, "abc")]
    public void Split_part_counts_from_one(string text, long n, string expected) => Assert.Equal(expected, Evaluate(Call("split_part", Text(text), Text("/"), Long(n))));

    [Theory]
    [InlineData("alphabet", 3L, null, "phabet")]
    [InlineData("alphabet", 3L, 2L, "ph")]
    [InlineData("alphabet", -1L, 4L, "al")]
    [InlineData("äöü", 2L, 1L, "ö")]
    [InlineData("abc", 9L, null, "")]
    public void Substr_counts_characters(string text, long start, long? length, string expected) => Assert.Equal(
        expected, Evaluate(length is { } n ? Call("substr", Text(text), Long(start), Long(n)) : Call("substr", Text(text), Long(start))));

    [Fact]
    public void More_text_functions()
    {
        Assert.Equal("bXnXnX", Evaluate(Call("replace", Text("banana"), Text("a"), Text("X"))));
        Assert.Equal(3, Evaluate(Call("character_length", Text("äöü"))));
        Assert.Equal(6, Evaluate(Call("octet_length", Text("äöü"))));
        Assert.Equal(2, Evaluate(Call("strpos", Text("äöü"), Text("ö"))));
        Assert.Equal(0, Evaluate(Call("strpos", Text("abc"), Text("x"))));
        Assert.Equal(true, Evaluate(Call("starts_with", Text("abc"), Text("ab"))));
        Assert.Equal(false, Evaluate(Call("ends_with", Text("abc"), Text("ab"))));
        Assert.Equal("a7", Evaluate(Call("concat", Text("a"), Literal(null, DataType.Utf8), Long(7))));
        Assert.Null(Evaluate(Call("||", Text("a"), Literal(null, DataType.Utf8))));
        Assert.Equal("yy", Evaluate(Call("btrim", Text("xyyx"), Text("x"))));
    }

    [Fact]
    public void Conditional_functions_choose_by_row()
    {
        Assert.Equal("b", Evaluate(Call("coalesce", Literal(null, DataType.Utf8), Text("b"))));
        Assert.Null(Evaluate(Call("nullif", Long(3), Long(3))));
        Assert.Equal(3L, Evaluate(Call("nullif", Long(3), Long(4))));
        Assert.Equal(5L, Evaluate(Call("abs", Long(-5))));
    }

    [Fact]
    public void Regular_expressions_are_linear_and_capture()
    {
        const string url = "https://x/item.htm?query=1&channel_id=77";
        Assert.Equal("77", Evaluate(Call("regexp_match_group", Text(url), Text("(&|^)channel_id=([^&]*)"), Long(2))));
        Assert.Null(Evaluate(Call("regexp_match_group", Text("none"), Text("(&|^)channel_id=([^&]*)"), Long(2))));
        Assert.Equal("b-a", Evaluate(Call("regexp_replace", Text("a-b"), Text("(a)-(b)"), Text(@"\2-\1"))));
        Assert.Equal("x.x", Evaluate(Call("regexp_replace", Text("A.a"), Text("a"), Text("x"), Text("gi"))));
        Assert.Equal("[a|😀]", Evaluate(Call("regexp_replace", Text("a😀"), Text("(.*)(.+)"), Text(@"[\1|\2]"))));
        Assert.Equal("[|😀]", Evaluate(Call("regexp_replace", Text("😀"), Text("(.*)(.+)"), Text(@"[\1|\2]"))));
        Assert.Equal("a😀b-c", Evaluate(Call("regexp_replace", Text("a😀bc"), Text(@"\B"), Text("-"))));
        Assert.Equal(true, Evaluate(Call("regexp_like", Text("abc"), Text("b"))));
        var refused = ScalarFunctions.Find("regexp_like")!.Resolve([Text("x"), Text(@"(a)\1")]);
        Assert.Contains("linear time", refused.Error);
    }

    [Fact]
    public void Json_paths_lead_to_typed_values()
    {
        Assert.Equal("[10,-20,\"x\"]", Evaluate(Call("json_get", Text(Json), Text("a"), Text("b"))));
        Assert.Null(Evaluate(Call("json_get", Text(Json), Text("missing"))));
        Assert.Null(Evaluate(Call("json_get", Text("not json"), Text("a"))));
        Assert.Null(Evaluate(Call("json_get", Text(Json), Text("z"))));
        Assert.Equal(-20L, Evaluate(Call("json_get_int", Text(Json), Text("a"), Text("b"), Long(1))));
        Assert.Equal(-20L, Evaluate(Call("json_get_int", Text(Json), Text("a"), Text("b"), Long(-2))));
        Assert.Equal("\"x\"", Evaluate(Call("json_get", Text(Json), Text("a"), Text("b"), Long(-1))));
        Assert.Null(Evaluate(Call("json_get", Text(Json), Text("a"), Text("b"), Long(-4))));
        Assert.Null(Evaluate(Call("json_get", Text(Json), Text("a"), Text("b"), Long(long.MinValue))));
        Assert.Null(Evaluate(Call("json_get", Text(Json), Text("a"), Long(-1))));
        Assert.Null(Evaluate(Call("json_get", Text("[1, 2"), Long(-1))));
        Assert.Null(Evaluate(Call("json_get_int", Text(Json), Text("n"))));
        Assert.Equal(1.5, Evaluate(Call("json_get_float", Text(Json), Text("n"))));
        Assert.Equal("q\"ü", Evaluate(Call("json_as_text", Text(Json), Text("s"))));
        Assert.Equal("q\"ü", Evaluate(Call("json_get_str", Text(Json), Text("s"))));
        Assert.Null(Evaluate(Call("json_as_text", Text(Json), Text("z"))));
        Assert.Equal("null", Evaluate(Call("json_get_json", Text(Json), Text("z"))));
        Assert.Equal(true, Evaluate(Call("json_get_bool", Text(Json), Text("t"))));
        Assert.Equal(true, Evaluate(Call("json_contains", Text(Json), Text("z"))));
        Assert.Equal(false, Evaluate(Call("json_contains", Text(Json), Text("a"), Long(0))));
        Assert.Equal(3UL, Evaluate(Call("json_length", Text(Json), Text("a"), Text("b"))));
        Assert.Null(Evaluate(Call("json_length", Text(Json), Text("n"))));
    }

    [Fact]
    public void Dates_are_taken_apart_and_truncated()
    {
        var at = Literal(1709287205_123456789L, DataType.Timestamp);
        Assert.Equal(2024, Evaluate(Call("date_part", Text("year"), at)));
        Assert.Equal(61, Evaluate(Call("date_part", Text("doy"), at)));
        Assert.Equal(5, Evaluate(Call("date_part", Text("dow"), at)));
        Assert.Equal(9, Evaluate(Call("date_part", Text("week"), at)));
        Assert.Equal(10, Evaluate(Call("date_part", Text("hour"), at)));
        Assert.Equal(1709287205.1234567, (double)Evaluate(Call("date_part", Text("epoch"), at))!, 3);
        Assert.Equal("2024-03-01T10:00:00", TemporalText.FormatTimestamp((long)Evaluate(Call("date_trunc", Text("minute"), at))!));
        Assert.Equal("2024-02-26T00:00:00", TemporalText.FormatTimestamp((long)Evaluate(Call("date_trunc", Text("week"), at))!));
        Assert.Equal("2024-01-01T00:00:00", TemporalText.FormatTimestamp((long)Evaluate(Call("date_trunc", Text("quarter"), at))!));
        Assert.Equal("1969-12-31T00:00:00", TemporalText.FormatTimestamp((long)Evaluate(Call("date_trunc", Text("day"), Literal(-1L, DataType.Timestamp)))!));
        Assert.Equal(1_500_000_000L, Evaluate(Call("to_timestamp_millis", Long(1500))));
    }

    [Theory]
    [InlineData("to_timestamp_seconds", 9223372036.854, 9_223_372_036_854_000_000)]
    [InlineData("to_timestamp_seconds", 9.22e9, 9_220_000_000_000_000_000)]
    [InlineData("to_timestamp_seconds", -9223372036.854, -9_223_372_036_854_000_000)]
    [InlineData("to_timestamp_millis", 9223372036854.5, 9_223_372_036_854_500_000)]
    [InlineData("to_timestamp_micros", 9.223372036854774e15, 9_223_372_036_854_774_000)]
    [InlineData("to_timestamp_nanos", 9.223372036854774e18, 9_223_372_036_854_773_760)]
    [InlineData("to_timestamp_nanos", -9.223372036854775808e18, long.MinValue)]
    [InlineData("to_timestamp_seconds", 1704067200.123, 1_704_067_200_123_000_000)]
    [InlineData("to_timestamp_millis", 1704067200123.457, 1_704_067_200_123_457_000)]
    [InlineData("to_timestamp_micros", 1704067200123456.8, 1_704_067_200_123_456_800)]
    [InlineData("to_timestamp_seconds", -1.5e-9, -2)]
    [InlineData("to_timestamp_nanos", 2.5, 3)]
    public void Doubles_count_to_the_nearest_nanosecond(string function, double count, long nanos) =>
        Assert.Equal(nanos, Evaluate(Call(function, Literal(count, DataType.Float64))));

    [Theory]
    [InlineData("to_timestamp_seconds", 9223372036.855)]
    [InlineData("to_timestamp_nanos", 9.223372036854775808e18)]
    [InlineData("to_timestamp_millis", 1e300)]
    [InlineData("to_timestamp_seconds", double.NaN)]
    [InlineData("to_timestamp_seconds", double.NegativeInfinity)]
    public void Doubles_behind_the_range_are_refused(string function, double count)
    {
        var (_, errors) = Evaluate(Call(function, Column(0, DataType.Float64)), [DataType.Float64], [count]);
        Assert.Contains("is out of range: times are between the years 1677 and 2262", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_is_half_away_from_zero()
    {
        Assert.Equal(3.0, Evaluate(Call("round", Literal(2.5, DataType.Float64))));
        Assert.Equal(-3.0, Evaluate(Call("round", Literal(-2.5, DataType.Float64))));
        Assert.Equal(1.24, Evaluate(Call("round", Literal(1.235001, DataType.Float64), Long(2))));
        foreach (var (value, digits, rounded, cut) in ((double, int, double, double)[])
            [(1.005, 2, 1.01, 1.0), (0.285, 2, 0.29, 0.28), (2.675, 2, 2.68, 2.67), (19.99, 2, 19.99, 19.99), (4.35, 2, 4.35, 4.35), (1.15, 2, 1.15, 1.15),
             (-0.57, 2, -0.57, -0.57), (-1.005, 2, -1.01, -1.0), (0.1 + 0.2, 15, 0.3, 0.3), (1e300, 5, 1e300, 1e300), (123456789.123456789, 7, 123456789.1234568, 123456789.1234567),
             (double.NaN, 2, double.NaN, double.NaN), (double.NegativeInfinity, 3, double.NegativeInfinity, double.NegativeInfinity), (0.9999999, 3, 1, 0.999)])
        {
            Assert.Equal(rounded, Evaluate(Call("round", Literal(value, DataType.Float64), Long(digits))));
            Assert.Equal(cut, Evaluate(Call("trunc", Literal(value, DataType.Float64), Long(digits))));
        }

        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            // What has so many decimals stays; and the decimal next to it is what the digits say.
            var digits = random.Next(1, 10);
            var exact = Math.Round((decimal)random.NextInt64(-1_000_000_000_000, 1_000_000_000_000) / 1_000_000m, digits);
            Assert.Equal((double)exact, Evaluate(Call("trunc", Literal((double)exact, DataType.Float64), Long(digits))));
            Assert.Equal((double)exact, Evaluate(Call("round", Literal((double)exact, DataType.Float64), Long(digits))));
            var fewer = random.Next(1, digits + 1);
            Assert.Equal((double)Math.Round(exact, fewer, MidpointRounding.AwayFromZero), Evaluate(Call("round", Literal((double)exact, DataType.Float64), Long(fewer))));
            Assert.Equal((double)Math.Round(exact, fewer, MidpointRounding.ToZero), Evaluate(Call("trunc", Literal((double)exact, DataType.Float64), Long(fewer))));
        }

        Assert.Equal(1200L, Evaluate(Call("round", Long(1234), Long(-2))));
        Assert.Equal((Int128)101, Evaluate(Call("round", Literal((Int128)1005, DataType.Decimal(10, 3)), Literal(2, DataType.Int32))));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "2")]
    [InlineData("""{"a":1,"b":{"a":5},"\u0061":3}""", "3")]
    [InlineData("""{"a":1,"b":{"a":5},"c":["a","a"]}""", "1")]
    [InlineData("""{"b":"\"a\":7","a":1}""", "1")]
    [InlineData("""{"a":{"a":1},"a":{"x":[{"a":9}]}}""", """{"x":[{"a":9}]}""")]
    [InlineData("""{"a":1,"a":2,"a":""", "2")]
    [InlineData("""{"a":1,"a":null}""", null)]
    public void Of_equal_keys_the_last_counts(string json, string? value)
    {
        Assert.Equal(value, Evaluate(Call("json_as_text", Text(json), Text("a"))));
        Assert.Equal(value, Evaluate(Call("json_get", Text(json), Text("a"))));
        var nested = $"{{\"o\":{{\"a\":0}},\"p\":1,\"o\":{json}";
        Assert.Equal(value, Evaluate(Call("json_as_text", Text(nested + (json.EndsWith(':') ? "" : "}")), Text("o"), Text("a"))));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2,"b":3,"\u0061":4}""", 2UL)]
    [InlineData("""{}""", 0UL)]
    [InlineData("""[1,1,1]""", 3UL)]
    [InlineData("""{"":1,"a":{"x":1,"y":2}}""", 2UL)]
    [InlineData("""{"a":1""", null)]
    public void Members_are_counted_once(string json, ulong? count) => Assert.Equal(count, Evaluate(Call("json_length", Text(json))));

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Like_agrees_with_a_regular_expression(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var pattern = Random(random, "ab%_ä", 6);
            var model = new Regex($"^{string.Concat(pattern.Select(c => c switch { '%' => ".*", '_' => ".", _ => Regex.Escape(c.ToString()) }))}$", RegexOptions.Singleline);
            var texts = Enumerable.Range(0, 20).Select(_ => new object?[] { Random(random, "abä", 7) }).ToArray();
            var (values, _) = Evaluate(new LikeExpression(Column(0, DataType.Utf8), pattern, null, false, false), [DataType.Utf8], texts);
            Assert.Equal(texts.Select(text => (object?)model.IsMatch((string)text[0]!)), values);
        }
    }

    [Fact]
    public void Ilike_ignores_case_and_escapes_are_literal()
    {
        Assert.Equal(true, Evaluate(new LikeExpression(Text("ÄPFEL 5%"), "äpf%5\\%", '\\', true, false)));
        Assert.Equal(false, Evaluate(new LikeExpression(Text("abc"), "a\\%", '\\', false, false)));
        Assert.Equal(true, Evaluate(new InListExpression(Text("b"), [Text("a"), Text("b")], false)));
        Assert.Equal(true, Evaluate(new InListExpression(Long(3), [Long(1), Long(2)], true)));
    }

    private static string Random(Random random, string alphabet, int lengthMax) =>
        new([.. Enumerable.Range(0, random.Next(lengthMax + 1)).Select(_ => alphabet[random.Next(alphabet.Length)])]);

    private static LiteralExpression Text(string value) => Literal(value, DataType.Utf8);

    private static LiteralExpression Long(long value) => Literal(value, DataType.Int64);
}
