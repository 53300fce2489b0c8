using Weir.Sql.Syntax;

namespace Weir.Sql.Tests;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a * b ^ c", "(a * (b ^ c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a OR b AND NOT c", "(a OR (b AND (Not c)))")]
    [InlineData("NOT a = b", "(Not (a = b))")]
    [InlineData("-a * b", "((Negate a) * b)")]
    [InlineData("-a ^ b", "(Negate (a ^ b))")]
    [InlineData("-a::int", "(Negate (a :: INT))")]
    [InlineData("j -> 'n'::int", "(j -> ('n' :: INT))")]
    [InlineData("(j -> 'n')::int", "((j -> 'n') :: INT)")]
    [InlineData("j -> 'a' + 1", "(j -> ('a' + 1))")]
    [InlineData("j -> 'a' = 'x'", "((j -> 'a') = 'x')")]
    [InlineData("j -> 'a' -> 1 ->> 'b'", "(((j -> 'a') -> 1) ->> 'b')")]
    [InlineData("a || b = c", "((a || b) = c)")]
    [InlineData("a = b IS NULL", "((a = b) IS Null)")]
    [InlineData("a IS NOT NULL AND b", "((a IS NOT Null) AND b)")]
    [InlineData("a BETWEEN b + 1 AND c AND d", "((a BETWEEN (b + 1) AND c) AND d)")]
    [InlineData("NOT a BETWEEN b AND c", "(Not (a BETWEEN b AND c))")]
    [InlineData("a = b LIKE c", "(a = (b Like c))")]
    [InlineData("a LIKE b || c", "(a Like (b || c))")]
    [InlineData("a + b IN (1, 2)", "((a + b) IN 1 2)")]
    [InlineData("a < b XOR c", "(a < (b XOR c))")]
    [InlineData("a AT TIME ZONE 'UTC' + b", "((a AT 'UTC') + b)")]
    [InlineData("a[1]::int", "((a [] 1) :: INT)")]
    [InlineData("-a[1]", "(Negate (a [] 1))")]
    [InlineData("a.b[1].c", "((a.b [] 1) . c)")]
    [InlineData("a ~ 'x' OR b !~* 'y'", "((a ~ 'x') OR (b !~* 'y'))")]
    [InlineData("a == b", "(a = b)")]
    [InlineData("a != b", "(a <> b)")]
    [InlineData("a = -1", "(a = (Negate 1))")]
    public void Operators_bind_as_documented(string text, string shape) => Assert.Equal(shape, Parsed.Shape(text));

    [Theory]
    [InlineData("1_000", "1000", true)]
    [InlineData("1.5e-3", "1.5e-3", false)]
    [InlineData(".5", ".5", false)]
    [InlineData("1.", "1.", false)]
    public void Numbers(string text, string value, bool isInteger)
    {
        var number = Parsed.Expression<NumberLiteral>(text);
        Assert.Equal(value, number.Text);
        Assert.Equal(isInteger, number.IsInteger);
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("''", "")]
    [InlineData("'a\\n'", "a\\n")]
    [InlineData("E'a\\n\\t\\x41\\u0042\\\\\\''", "a\n\tAB\\'")]
    [InlineData("e'it''s'", "it's")]
    [InlineData("U&'d\\0061t\\+000061\\\\'", "data\\")]
    [InlineData("E'\\U0001F600'", "😀")]
    public void Strings(string text, string value) => Assert.Equal(value, Parsed.Expression<StringLiteral>(text).Value);

    [Fact]
    public void Binary_literals() => Assert.Equal([1, 255], Parsed.Expression<BinaryLiteral>("X'01fF'").Value.ToArray());

    [Theory]
    [InlineData("INTERVAL '3' HOUR", "3", "hour")]
    [InlineData("interval '1 day 2 hours'", "1 day 2 hours", null)]
    [InlineData("INTERVAL '5' seconds", "5", "seconds")]
    public void Intervals(string text, string value, string? unit)
    {
        var interval = Parsed.Expression<IntervalLiteral>(text);
        Assert.Equal((value, unit), (interval.Text, interval.Unit));
    }

    [Fact]
    public void Typed_literals_and_columns_of_the_same_name()
    {
        Assert.Equal("timestamp", Parsed.Expression<TypedLiteral>("TIMESTAMP '2024-03-01'").Type.Name);
        Assert.Equal("timestamp", Assert.Single(Parsed.Expression<NameExpression>("timestamp").Parts).Name);
        Assert.Equal("interval", Assert.Single(Parsed.Expression<NameExpression>("interval").Parts).Name);
    }

    [Fact]
    public void Names_fold_unless_quoted()
    {
        var name = Parsed.Expression<NameExpression>("Orders.\"userName\".Total");
        Assert.Equal(["orders", "userName", "total"], name.Parts.Select(part => part.Name));
        Assert.Equal(["Orders", "userName", "Total"], name.Parts.Select(part => part.Text));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("start")]
    [InlineData("end")]
    [InlineData("window")]
    [InlineData("count")]
    [InlineData("min")]
    [InlineData("rows")]
    [InlineData("value")]
    [InlineData("key")]
    [InlineData("hash")]
    [InlineData("hour")]
    [InlineData("month")]
    [InlineData("offset")]
    [InlineData("partition")]
    [InlineData("topic")]
    [InlineData("type")]
    [InlineData("date")]
    [InlineData("time")]
    [InlineData("url")]
    [InlineData("path")]
    public void Words_usable_as_column_and_alias(string word)
    {
        var select = Parsed.Select($"SELECT {word}, {word} + 1 {word}, t.{word} AS {word} FROM t WHERE {word} = 1");
        Assert.Equal(3, select.Items.Count);
        Assert.Equal(word, Assert.IsType<SelectExpression>(select.Items[1]).Alias?.Name);
        Parsed.Script($"CREATE TABLE t ({word} TEXT)");
    }

    [Fact]
    public void Case_with_and_without_operand()
    {
        var searched = Parsed.Expression<CaseExpression>("CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END");
        Assert.Equal((null, 2, "3"), (searched.Operand, searched.Branches.Count, searched.Else?.ToString()));
        var simple = Parsed.Expression<CaseExpression>("CASE end WHEN 1 THEN end END");
        Assert.Equal(("end", null), (simple.Operand?.ToString(), simple.Else));
    }

    [Fact]
    public void Casts_in_three_styles()
    {
        Assert.Equal(CastStyle.Cast, Parsed.Expression<CastExpression>("CAST(a AS INT)").Style);
        Assert.Equal(CastStyle.TryCast, Parsed.Expression<CastExpression>("TRY_CAST(a AS INT)").Style);
        Assert.Equal(CastStyle.DoubleColon, Parsed.Expression<CastExpression>("a::INT").Style);
    }

    [Theory]
    [InlineData("double precision", "DOUBLE PRECISION")]
    [InlineData("INT UNSIGNED", "INT UNSIGNED")]
    [InlineData("timestamp(3) without time zone", "TIMESTAMP(3)")]
    [InlineData("timestamp with time zone", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("numeric(10,2)", "NUMERIC(10, 2)")]
    [InlineData("text[][]", "TEXT[][]")]
    [InlineData("array<array<int>>", "INT[][]")]
    [InlineData("struct<a int, b struct<c text[]>>", "STRUCT<a INT, b STRUCT<c TEXT[]>>")]
    [InlineData("varchar(20)", "VARCHAR(20)")]
    public void Types(string text, string printed)
    {
        var type = Parsed.Expression<CastExpression>($"CAST(x AS {text})").Type;
        Assert.Equal(printed, type.ToString());
        Assert.Equal(text, Parsed.At($"SELECT CAST(x AS {text})", type.Span));
    }

    [Fact]
    public void A_shift_token_closes_two_structs_with_exact_spans()
    {
        var text = "SELECT x::STRUCT<a STRUCT<b INT>>";
        var outer = Assert.IsType<StructType>(Parsed.Expression<CastExpression>(text[7..]).Type);
        Assert.Equal("STRUCT<b INT>", Parsed.At(text, outer.Fields[0].Type.Span));
        Assert.Equal("STRUCT<a STRUCT<b INT>>", Parsed.At(text, outer.Span));
    }

    [Fact]
    public void Calls_with_every_clause()
    {
        var call = Parsed.Expression<FunctionCall>(
            "Agg(DISTINCT a, b ORDER BY c DESC NULLS FIRST) WITHIN GROUP (ORDER BY d) FILTER (WHERE e > 1) "
            + "OVER (PARTITION BY f, g ORDER BY h RANGE BETWEEN UNBOUNDED PRECEDING AND 2 FOLLOWING)");
        Assert.Equal(("agg", true, 2), (call.Name.Name, call.IsDistinct, call.Arguments.Count));
        Assert.Equal(("c DESC NULLS FIRST", "d"), (call.OrderBy[0].ToString()[9..], call.WithinGroup?[0].Expression.ToString()));
        Assert.Equal("e > 1", call.Filter?.ToString());
        Assert.Equal(2, call.Over?.PartitionBy.Count);
        Assert.Equal((FrameBoundKind.Preceding, null), (call.Over?.Frame?.Start.Kind, call.Over?.Frame?.Start.Offset));
        Assert.Equal((FrameBoundKind.Following, "2"), (call.Over?.Frame?.End?.Kind, call.Over?.Frame?.End?.Offset?.ToString()));
    }

    [Fact]
    public void Special_forms()
    {
        Assert.Equal("year", Parsed.Expression<ExtractExpression>("EXTRACT(YEAR FROM ts)").Field.Name);
        var substring = Parsed.Expression<SubstringExpression>("SUBSTRING(s FROM 2 FOR 3)");
        Assert.Equal(("2", "3"), (substring.From?.ToString(), substring.For?.ToString()));
        Assert.Equal(TrimSide.Leading, Parsed.Expression<TrimExpression>("TRIM(LEADING 'x' FROM s)").Side);
        Assert.Equal("'x'", Parsed.Expression<TrimExpression>("TRIM('x' FROM s)").Characters?.ToString());
        Assert.Equal("s", Parsed.Expression<PositionExpression>("POSITION('a' IN s)").Text.ToString());
        Assert.Equal("1", Parsed.Expression<OverlayExpression>("OVERLAY(s PLACING 'x' FROM 2 FOR 1)").For?.ToString());
        Assert.Equal("ceil", Parsed.Expression<FunctionCall>("CEIL(x)").Name.Name);
        Assert.Equal("left", Parsed.Expression<FunctionCall>("left(x, 2)").Name.Name);
        Assert.IsType<QuantifiedExpression>(Parsed.Expression<BinaryExpression>("x = ANY(arr)").Right);
    }

    [Fact]
    public void Brackets()
    {
        Assert.Equal(2, Parsed.Expression<ArrayExpression>("[a, b]").Items.Count);
        Assert.Empty(Parsed.Expression<ArrayExpression>("ARRAY[]").Items);
        Assert.Equal("-1", Parsed.Expression<SubscriptExpression>("a[-1]").Index.ToString());
        var slice = Parsed.Expression<SliceExpression>("a[:4]");
        Assert.Equal((null, "4"), (slice.From, slice.To?.ToString()));
    }

    [Theory]
    [InlineData("a IS NOT DISTINCT FROM b")]
    [InlineData("(a + b) * c")]
    [InlineData("a NOT LIKE 'x' ESCAPE '!'")]
    [InlineData("CASE a WHEN 1 THEN 2 END")]
    [InlineData("count(*) FILTER (WHERE a > 1)")]
    [InlineData("TIMESTAMP '2024-03-01'")]
    [InlineData("INTERVAL '3' HOUR")]
    [InlineData("x::STRUCT<a INT>")]
    [InlineData("a[1:2]")]
    [InlineData("f(x).y")]
    [InlineData("NOT EXISTS (SELECT 1)")]
    [InlineData("a IN (SELECT b FROM c)")]
    [InlineData("TRIM(BOTH FROM s)")]
    [InlineData("E'\\n'")]
    [InlineData("ts AT TIME ZONE 'UTC'")]
    public void Spans_cover_exactly_the_expression(string expression)
    {
        var text = $"SELECT  {expression}  AS x FROM t";
        var item = Assert.IsType<SelectExpression>(Parsed.Select(text).Items[0]);
        Assert.Equal(expression, Parsed.At(text, item.Expression.Span));
        Assert.Equal($"{expression}  AS x", Parsed.At(text, item.Span));
    }

    [Fact]
    public void The_parts_of_an_operator_have_their_own_spans()
    {
        var text = "SELECT (a + b)  ->  'k'";
        var arrow = Parsed.Expression<BinaryExpression>(text[7..]);
        Assert.Equal("(a + b)  ->  'k'", Parsed.At(text, arrow.Span));
        Assert.Equal("a + b", Parsed.At(text, arrow.Left.Span));
        Assert.Equal("->", Parsed.At(text, arrow.OperatorSpan));
        Assert.Equal("'k'", Parsed.At(text, arrow.Right.Span));
    }
}
