namespace Weir.Sql.Tests;

public sealed class SqlPrinterTests
{
    public static TheoryData<string> Scripts => [.. Corpus.Scripts];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Printing_and_reading_again_changes_nothing(string text)
    {
        foreach (var statement in Parsed.Script(text).Statements)
        {
            var printed = statement.ToString();
            Assert.Equal(printed, Parsed.Script(printed).Statements[0].ToString());
        }
    }

    [Theory]
    [InlineData("COUNT( * )", "count(*)")]
    [InlineData("J->'k'", "j -> 'k'")]
    [InlineData("(a+b)*c", "(a + b) * c")]
    [InlineData("a+(b*c)", "a + b * c")]
    [InlineData("a-(b-c)", "a - (b - c)")]
    [InlineData("- (- a)", "-(-a)")]
    [InlineData("a * - b", "a * -b")]
    [InlineData("(a * -b) ^ c", "(a * -b) ^ c")]
    [InlineData("not (a and b)", "NOT (a AND b)")]
    [InlineData("(not a) = b", "(NOT a) = b")]
    [InlineData("x::int", "x::INT")]
    [InlineData("(j -> 'n')::bigint", "(j -> 'n')::BIGINT")]
    [InlineData("cast(x as decimal(10,2))", "CAST(x AS DECIMAL(10, 2))")]
    [InlineData("\"Case\"", "\"Case\"")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"select\"", "\"select\"")]
    [InlineData("left(a, 1)", "left(a, 1)")]
    [InlineData("substring(a, 2, 3)", "SUBSTRING(a FROM 2 FOR 3)")]
    [InlineData("(a).b", "(a).b")]
    [InlineData("interval '3' hours", "INTERVAL '3' HOURS")]
    [InlineData("a between 1 and 2 and b", "a BETWEEN 1 AND 2 AND b")]
    [InlineData("a in (1,2)", "a IN (1, 2)")]
    [InlineData("a == b", "a = b")]
    [InlineData("1_000", "1000")]
    [InlineData("E'a''\\'b'", "'a''''b'")]
    [InlineData("x::timestamp(3) with time zone", "x::TIMESTAMP(3) WITH TIME ZONE")]
    [InlineData("case when a then b end", "CASE WHEN a THEN b END")]
    public void Expressions_have_one_spelling(string text, string printed) =>
        Assert.Equal(printed, Parsed.Expression(text).ToString());

    [Fact]
    public void Column_definitions_keep_their_spelling_and_expressions_fold()
    {
        var printed = Parsed.Script("CREATE TABLE t (userName text, \"Odd Name\" int, a INT GENERATED ALWAYS AS (Abs(X)))").Statements[0].ToString();
        Assert.Equal("CREATE TABLE t (userName TEXT, \"Odd Name\" INT, a INT GENERATED ALWAYS AS (abs(x)))", printed);
    }
}
