using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Reads scripts. Never throws on any text: what cannot be read is a diagnostic.</summary>
public static class SqlParser
{
    /// <summary>Characters in a script, variables filled in.</summary>
    public const int ScriptLengthMax = 4 * 1024 * 1024;

    private const int DiagnosticCountMax = 100;

    public static Script Parse(SourceText source) => Parse(source, ScriptVariables.None);

    /// <summary>Parses a script whose <c>${name}</c> variables are filled in first; spans refer to <paramref name="source"/>.</summary>
    public static Script Parse(SourceText source, ScriptVariables variables)
    {
        var expanded = source.Text.Length > ScriptLengthMax ? new ExpandedText(source) : variables.Expand(source);
        if (expanded.Text.Length > ScriptLengthMax)
        {
            var message = $"the script has {expanded.Text.Length} characters, more than the {ScriptLengthMax} that can be read";
            return new Script(source, [], [Diagnostic.Error(
                DiagnosticKind.Syntax, DiagnosticCodes.TooLong, message, new TextSpan(0, 0), "keep data in files and read it with a table")]);
        }

        var diagnostics = new List<Diagnostic>();
        var tokens = new Lexer(expanded, diagnostics).Tokenize();
        var cursor = new TokenCursor(expanded, tokens, diagnostics);
        var statements = ParseStatements(cursor, diagnostics);
        var inOrder = diagnostics.OrderBy(diagnostic => diagnostic.Span.Start).Take(DiagnosticCountMax).ToList();
        return new Script(source, statements, inOrder);
    }

    private static List<Statement> ParseStatements(TokenCursor cursor, List<Diagnostic> diagnostics)
    {
        var parser = new StatementParser(cursor);
        var statements = new List<Statement>();
        while (diagnostics.Count < DiagnosticCountMax)
        {
            while (cursor.TryTake(TokenKind.Semicolon))
            {
            }

            if (cursor.IsAtEnd)
            {
                break;
            }

            var statement = parser.Parse();
            if (!cursor.HasFailed && !cursor.IsAtEnd && !cursor.Is(TokenKind.Semicolon))
            {
                cursor.FailExpected("\";\" or more of the statement");
            }

            if (cursor.HasFailed)
            {
                cursor.Recover();
            }
            else if (statement is not null)
            {
                statements.Add(statement);
            }
        }

        return statements;
    }
}
