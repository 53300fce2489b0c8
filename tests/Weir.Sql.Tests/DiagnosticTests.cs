namespace Weir.Sql.Tests;

public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("SELECT a FROM", "S001", "", "expected a table, found the end of the script")]
    [InlineData("SELECT FROM t", "S008", "FROM", "expected an expression, found the reserved word \"FROM\"")]
    [InlineData("SELECT a b c FROM t", "S001", "c", "expected \";\" or more of the statement, found \"c\"")]
    [InlineData("SELEC a", "S001", "SELEC", "expected a statement, found \"SELEC\"")]
    [InlineData("SELECT (1, 2)", "S001", ",", "expected \")\", found \",\"")]
    [InlineData("SELECT 'abc", "S002", "'abc", "the string is not closed")]
    [InlineData("SELECT \"abc\nFROM t", "S002", "\"abc", "the quoted name is not closed")]
    [InlineData("SELECT 1 /* abc", "S002", "/*", "the comment is not closed")]
    [InlineData("SELECT 12ab", "S003", "12ab", "\"12ab\" is not a number")]
    [InlineData("SELECT X'0g'", "S003", "X'0g'", "a binary literal needs pairs of hexadecimal digits")]
    [InlineData("SELECT E'\\u12'", "S004", "E'\\u12'", "the string has a malformed escape")]
    [InlineData("SELECT `a`; ", "S007", "`a`", "\"`\" does not quote a name")]
    [InlineData("SELECT ${limit}", "S009", "${limit}", "the variable \"limit\" has no value")]
    [InlineData("SELECT a IS 3", "S001", "3", "expected NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM, found \"3\"")]
    [InlineData("SELECT CASE a END", "S001", "END", "expected WHEN, found \"END\"")]
    [InlineData("SELECT CASE WHEN a THEN 1", "S001", "", "expected WHEN, ELSE or END, found the end of the script")]
    [InlineData("CREATE TABLE t (a)", "S001", ")", "expected a type, found \")\"")]
    [InlineData("CREATE TABLE t (a INT b)", "S001", "b", "expected \",\", \")\" or something about the column such as NOT NULL, found \"b\"")]
    [InlineData("CREATE TABLE t (CONSTRAINT w WATERMARK FOR a)", "S001", "WATERMARK", "expected PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY, found \"WATERMARK\"")]
    [InlineData("CREATE TABLE t (watermark TEXT)", "S001", "TEXT", "expected FOR, found \"TEXT\"")]
    [InlineData("CREATE TABLE t (a INT) WITH (json.x = 1)", "S001", ".", "expected \"=\", found \".\"")]
    [InlineData("CREATE TABLE t (s STRUCT<INT>)", "E08", "INT", "a field of a struct has no name")]
    [InlineData("CREATE INDEX i", "S001", "INDEX", "expected TABLE or VIEW, found \"INDEX\"")]
    [InlineData("CREATE FUNCTION f AS 'x'", "E22", "CREATE FUNCTION", "CREATE FUNCTION is not there yet")]
    [InlineData("DROP TABLE t", "E22", "DROP", "DROP is not supported")]
    [InlineData("EXPLAIN SELECT 1", "E22", "EXPLAIN", "EXPLAIN is not supported")]
    [InlineData("INSERT INTO t VALUES (1)", "E22", "VALUES", "INSERT … VALUES is not supported")]
    [InlineData("SELECT a FROM t QUALIFY b", "E22", "QUALIFY", "QUALIFY is not supported")]
    [InlineData("SELECT a FROM t SORT BY b", "E22", "SORT BY", "SORT BY is not supported")]
    [InlineData("SELECT TOP 3 a FROM t", "E22", "TOP", "TOP is not supported")]
    [InlineData("SELECT INTERVAL '1-2' YEAR TO MONTH", "S001", "TO", "expected one unit, found \"TO\"")]
    [InlineData("SET x", "S001", "", "expected \"=\", found the end of the script")]
    public void A_mistake_is_named_where_it_is(string text, string code, string part, string message)
    {
        var diagnostic = Parsed.Error(text);
        Assert.Equal((code, message), (diagnostic.Code.Id, diagnostic.Message));
        Assert.Equal(part, Parsed.At(text, diagnostic.Span));
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("alter")]
    [InlineData("explain")]
    [InlineData("analyze")]
    [InlineData("copy")]
    [InlineData("describe")]
    public void Refused_statements_say_what_to_do_instead(string word) => Assert.NotNull(Parsed.Error($"{word} x y z").Hint);

    [Fact]
    public void Every_statement_with_a_mistake_is_reported()
    {
        var script = SqlParser.Parse(new SourceText("SELECT ; DROP TABLE a; SELECT 1 FROM t; SELECT 'x\n;"));
        Assert.Equal(["S001", "E22", "S002"], script.Diagnostics.Select(diagnostic => diagnostic.Code.Id));
        Assert.Equal("SELECT 1 FROM t", Assert.Single(script.Statements).ToString());
    }

    [Fact]
    public void A_script_over_the_limit_is_one_diagnostic()
    {
        var script = SqlParser.Parse(new SourceText(new string(' ', SqlParser.ScriptLengthMax + 1)));
        Assert.Equal("S006", Assert.Single(script.Diagnostics).Code.Id);
    }
}
