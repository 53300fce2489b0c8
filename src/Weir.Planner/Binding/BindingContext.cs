namespace Weir.Planner.Binding;

/// <summary>What all parts of the binding of one script share.</summary>
internal sealed class BindingContext(Catalog.IConnectorCatalog connectors, Catalog.ICatalog catalog, PlannerOptions options) : IDisposable
{
    public DiagnosticBag Diagnostics { get; } = new();

    public ConstantFolder Folder { get; } = new();

    public Catalog.InMemoryCatalog Tables { get; } = new(catalog);

    /// <summary>Tables whose creation failed; what is said about them is said.</summary>
    public HashSet<string> BrokenTables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was inserted into memory tables, by reference.</summary>
    public Dictionary<Catalog.MemoryTable, Logical.Relation> MemoryContents { get; } = new(ReferenceEqualityComparer.Instance);

    public Catalog.IConnectorCatalog Connectors { get; } = connectors;

    /// <summary>The instant that <c>now()</c> stands for, nanoseconds since the Unix epoch.</summary>
    public long NowNanos { get; } = (options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    public void Dispose() => Folder.Dispose();
}
