using Weir.Sql.Syntax;

namespace Weir.Sql.Tests;

public sealed class ScriptVariablesTests
{
    private static readonly ScriptVariables Variables = new(new Dictionary<string, string>
    {
        ["table"] = "a_rather_long_name",
        ["empty"] = "",
        ["quote"] = "it's",
        ["n"] = "1",
    });

    [Fact]
    public void Values_are_filled_in_and_spans_stay_those_of_the_original()
    {
        var text = "SELECT x + ${n}, y FROM ${table} WHERE z";
        var select = Parse(text);
        Assert.Equal("SELECT x + 1, y FROM a_rather_long_name WHERE z", select.ToString());
        Assert.Equal(text, Parsed.At(text, select.Span));
        Assert.Equal("x + ${n}", Parsed.At(text, select.Items[0].Span));
        Assert.Equal("y", Parsed.At(text, select.Items[1].Span));
        Assert.Equal("${table}", Parsed.At(text, select.From[0].Span));
        Assert.Equal("z", Parsed.At(text, select.Where!.Span));
    }

    [Theory]
    [InlineData("SELECT '${quote}'", "SELECT 'it''s'")]
    [InlineData("SELECT '${HOME}/x'", "SELECT '${HOME}/x'")]
    [InlineData("SELECT \"${table}\"", "SELECT a_rather_long_name")]
    [InlineData("SELECT a${empty}", "SELECT a")]
    [InlineData("SELECT a -- ${quote}\n", "SELECT a")]
    [InlineData("SELECT a /* ${quote} */", "SELECT a")]
    public void Quotes_and_comments_are_respected(string text, string printed) => Assert.Equal(printed, Parse(text).ToString());

    [Fact]
    public void An_error_inside_a_value_points_at_the_variable()
    {
        var text = "SELECT a FROM ${empty}";
        var script = SqlParser.Parse(new SourceText("SELECT ${bad} FROM t"), new ScriptVariables(new Dictionary<string, string> { ["bad"] = "FROM" }));
        Assert.Equal(new TextSpan(7, 6), Assert.Single(script.Diagnostics).Span);
        Assert.Equal(text.Length, Assert.Single(SqlParser.Parse(new SourceText(text), Variables).Diagnostics).Span.End);
    }

    private static Select Parse(string text)
    {
        var script = SqlParser.Parse(new SourceText(text), Variables);
        Assert.Empty(script.Diagnostics);
        return Assert.IsType<Select>(Assert.IsType<QueryStatement>(Assert.Single(script.Statements)).Query.Body);
    }
}
