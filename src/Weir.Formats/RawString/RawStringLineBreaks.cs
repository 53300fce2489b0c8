namespace Weir.Formats.RawString;

/// <summary>What becomes of a line break in a value that is written.</summary>
public enum RawStringLineBreaks
{
    /// <summary>The value would become two records, and is refused.</summary>
    Fail,

    /// <summary>It is written <c>\n</c> or <c>\r</c>, and a backslash <c>\\</c>.</summary>
    Escape,
}
