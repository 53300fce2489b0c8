namespace Weir.Sql.Syntax;

/// <summary>A parsed script.</summary>
/// <param name="Source">The user's text; all spans are places in it.</param>
/// <param name="Statements">The statements that could be read.</param>
/// <param name="Diagnostics">What could not be read, in the order of the text.</param>
public sealed record Script(SourceText Source, IReadOnlyList<Statement> Statements, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
