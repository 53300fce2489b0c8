namespace Weir.Sql;

/// <summary>What a diagnostic's message begins with when it is shown.</summary>
public enum DiagnosticKind
{
    /// <summary>The text is not SQL that can be read.</summary>
    Syntax,

    /// <summary>The statement is readable, and wrong.</summary>
    Planning,

    /// <summary>The statement makes sense, and this release cannot do it.</summary>
    NotImplemented,
}
