namespace Weir.Sql.Tests;

public sealed class DiagnosticFormatterTests
{
    [Fact]
    public void Shows_place_line_carets_and_hint() => AssertShown("SELECT a\nFROM t WHERE pric > 1", "pric", """
        test.sql:2:14: planning error E02: unknown column "pric"
         2 | FROM t WHERE pric > 1
           |              ^^^^
        hint: did you mean "price"?

        """);

    [Fact]
    public void Tabs_are_widened_in_both_lines() => AssertShown("\tSELECT\tpric", "pric", """
        test.sql:1:9: planning error E02: unknown column "pric"
         1 |     SELECT  pric
           |             ^^^^
        hint: did you mean "price"?

        """);

    [Fact]
    public void A_span_over_lines_is_underlined_to_the_end_of_the_first() => AssertShown("SELECT (a +\r\n b) FROM t", "(a +\r\n b)", """
        test.sql:1:8: planning error E02: unknown column "pric"
         1 | SELECT (a +
           |        ^^^^ … to line 2
        hint: did you mean "price"?

        """);

    [Fact]
    public void An_empty_span_at_the_end_has_one_caret()
    {
        var source = new SourceText("SELECT", "test.sql");
        var shown = DiagnosticFormatter.Format(source, Diagnostic.Error(DiagnosticKind.Syntax, DiagnosticCodes.UnexpectedText, "more", new TextSpan(6, 0)));
        Assert.Equal("test.sql:1:7: syntax error S001: more\n 1 | SELECT\n   |       ^\n", shown);
    }

    [Fact]
    public void Of_a_long_line_only_the_surroundings_are_shown()
    {
        var text = new string('a', 1000) + "pric" + new string('b', 1000);
        var lines = Format(text, "pric").Split('\n');
        Assert.All(lines, line => Assert.True(line.Length < 140));
        Assert.Equal("^^^^", lines[2][(lines[1].IndexOf("pric", StringComparison.Ordinal))..]);
    }

    [Fact]
    public void Control_characters_do_not_reach_the_terminal() => Assert.DoesNotContain('\u001b', Format("a \u001b[31m pric", "pric"));

    private static void AssertShown(string text, string part, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), Format(text, part));

    private static string Format(string text, string part)
    {
        var span = new TextSpan(text.IndexOf(part, StringComparison.Ordinal), part.Length);
        var diagnostic = Diagnostic.Error(DiagnosticKind.Planning, DiagnosticCodes.UnknownName, "unknown column \"pric\"", span, "did you mean \"price\"?");
        return DiagnosticFormatter.Format(new SourceText(text, "test.sql"), diagnostic);
    }
}
