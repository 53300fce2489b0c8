namespace Weir.Sql;

/// <summary>Something to tell the user about a place in a script.</summary>
/// <param name="Severity">Whether the script can still be run.</param>
/// <param name="Kind">Decides the prefix of the shown message.</param>
/// <param name="Code">Why it is refused.</param>
/// <param name="Message">A short lower-case fact, names in double quotes.</param>
/// <param name="Span">The place in the user's text.</param>
/// <param name="Hint">What to do about it, or null when the message says it.</param>
public sealed record Diagnostic(
    DiagnosticSeverity Severity,
    DiagnosticKind Kind,
    DiagnosticCode Code,
    string Message,
    TextSpan Span,
    string? Hint = null)
{
    public static Diagnostic Error(DiagnosticKind kind, DiagnosticCode code, string message, TextSpan span, string? hint = null) =>
        new(DiagnosticSeverity.Error, kind, code, message, span, hint);

    /// <summary>The kind in words, as shown before the message.</summary>
    public string KindPrefix => Severity == DiagnosticSeverity.Warning ? "warning" : Kind switch
    {
        DiagnosticKind.Syntax => "syntax error",
        DiagnosticKind.Planning => "planning error",
        _ => "not implemented",
    };
}
