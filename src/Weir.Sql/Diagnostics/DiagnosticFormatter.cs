using System.Globalization;
using System.Text;

namespace Weir.Sql;

/// <summary>
/// Shows a diagnostic with its source line and a line of carets under the span. Tabs become spaces, a span over several lines is
/// underlined to the end of its first line, and of a very long line only the part around the span is shown.
/// </summary>
public static class DiagnosticFormatter
{
    private const int TabWidth = 4;
    private const int LineWidthMax = 120;
    private const int ContextBefore = 40;

    public static string Format(SourceText source, Diagnostic diagnostic)
    {
        var output = new StringBuilder();
        var start = source.GetPosition(diagnostic.Span.Start);
        output.Append(CultureInfo.InvariantCulture, $"{source.Name}:{start.Line}:{start.Column}: ");
        output.Append(CultureInfo.InvariantCulture, $"{diagnostic.KindPrefix} {diagnostic.Code}: {diagnostic.Message}\n");
        AppendSourceLine(output, source, diagnostic.Span, start);
        if (diagnostic.Hint is { } hint)
        {
            output.Append(CultureInfo.InvariantCulture, $"hint: {hint}\n");
        }

        return output.ToString();
    }

    private static void AppendSourceLine(StringBuilder output, SourceText source, TextSpan span, LinePosition start)
    {
        var line = source.GetLineSpan(start.Line);
        var spanStart = Math.Clamp(span.Start, line.Start, line.End);
        var spanEnd = Math.Clamp(span.End, spanStart, line.End);

        var from = line.Length <= LineWidthMax ? line.Start : Math.Max(line.Start, spanStart - ContextBefore);
        var to = Math.Min(line.End, from + LineWidthMax);
        var shown = new StringBuilder(from > line.Start ? "…" : "");
        var (caretStart, caretEnd) = (shown.Length, shown.Length);
        for (var i = from; i < to; i++)
        {
            caretStart = i == spanStart ? shown.Length : caretStart;
            AppendCharacter(shown, source.Text[i]);
            caretEnd = i < spanEnd ? shown.Length : caretEnd;
        }

        caretStart = spanStart >= to ? shown.Length : caretStart;
        shown.Append(to < line.End ? "…" : "");

        var number = start.Line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        var lastLine = source.GetPosition(span.End).Line;
        output.Append(CultureInfo.InvariantCulture, $" {number} | {shown}\n");
        output.Append(CultureInfo.InvariantCulture, $" {margin} | {new string(' ', caretStart)}");
        output.Append('^', Math.Max(1, caretEnd - caretStart));
        output.Append(lastLine > start.Line ? $" … to line {lastLine}\n" : "\n");
    }

    private static void AppendCharacter(StringBuilder shown, char character)
    {
        if (character == '\t')
        {
            shown.Append(' ', TabWidth - (shown.Length % TabWidth));
        }
        else
        {
            // A control character could move the cursor of the terminal that shows this.
            shown.Append(char.IsControl(character) ? '\uFFFD' : character);
        }
    }
}
