namespace Weir.Planner.Binding;

/// <summary>Collects what is wrong; while a table is created, every message says so.</summary>
internal sealed class DiagnosticBag
{
    private const int CountMax = 100;

    private readonly List<Diagnostic> _items = [];

    public IReadOnlyList<Diagnostic> Items => _items;

    public int ErrorCount { get; private set; }

    /// <summary>Nobody reads on after so many; looking for more mistakes would only take time.</summary>
    public bool IsFull => ErrorCount >= CountMax;

    /// <summary>Put before messages, or null.</summary>
    public string? Context { get; set; }

    public void Error(DiagnosticCode code, string message, TextSpan span, string? hint = null) =>
        Add(DiagnosticKind.Planning, code, message, span, hint);

    /// <summary>Something that makes sense and that this release cannot do.</summary>
    public void NotYet(DiagnosticCode code, string message, TextSpan span, string? hint = null) =>
        Add(DiagnosticKind.NotImplemented, code, message, span, hint);

    private void Add(DiagnosticKind kind, DiagnosticCode code, string message, TextSpan span, string? hint)
    {
        ErrorCount++;
        if (_items.Count < CountMax)
        {
            var text = Context is null ? message : $"{Context}: {message}";
            _items.Add(Diagnostic.Error(kind, code, text, span, hint));
        }
    }
}
