namespace Weir.Planner.Binding;

/// <summary>What all parts of the binding of one script share.</summary>
internal sealed class BindingContext(SourceText script, Catalog.IConnectorCatalog connectors, Catalog.ICatalog catalog, PlannerOptions options) : IDisposable
{
    public DiagnosticBag Diagnostics { get; } = new();

    public ConstantFolder Folder { get; } = new();

    public Catalog.InMemoryCatalog Tables { get; } = new(catalog);

    /// <summary>Tables whose creation failed; what is said about them is said.</summary>
    public HashSet<string> BrokenTables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tables that a statement so far read or wrote, by reference.</summary>
    public HashSet<Catalog.TableDefinition> UsedTables { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was inserted into memory tables, by reference.</summary>
    public Dictionary<Catalog.MemoryTable, Logical.Relation> MemoryContents { get; } = new(ReferenceEqualityComparer.Instance);

    public Catalog.IConnectorCatalog Connectors { get; } = connectors;

    /// <summary>An expression that can fail, with its text and place in the script for the rows in which it does.</summary>
    public Expression Written(Expression expression, TextSpan span)
    {
        const int LengthMax = 100;
        if (!Logical.ExpressionRewriter.CanFail(expression))
        {
            return expression;
        }

        var text = string.Join(' ', script.Slice(span).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = text.Length <= LengthMax ? text : $"{text.AsSpan(0, LengthMax)}…";
        var position = script.GetPosition(span.Start);
        return new WrittenExpression(expression, $"{shown} ({script.Name}:{position.Line}:{position.Column})");
    }

    /// <summary>The instant that <c>now()</c> stands for, nanoseconds since the Unix epoch.</summary>
    public long NowNanos { get; } = UnixNanos.Now(options.Time);

    public void Dispose() => Folder.Dispose();
}
