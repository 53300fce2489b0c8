namespace Weir.Formats.RawString;

/// <summary>Options of the format <c>raw_string</c>.</summary>
public sealed record RawStringFormatOptions : FormatOptions
{
    /// <summary>
    /// <c>raw_string.line_breaks = 'escape'</c>, for output only: a line break in a value is written <c>\n</c> or <c>\r</c>, and a backslash
    /// <c>\\</c>. Without it a value that would become two records is refused.
    /// </summary>
    public bool EscapesLineBreaks { get; init; }
}
