namespace Weir.Sql;

public enum DiagnosticSeverity
{
    /// <summary>The script cannot be run.</summary>
    Error,

    /// <summary>The script can be run, but probably does not do what was meant.</summary>
    Warning,
}
