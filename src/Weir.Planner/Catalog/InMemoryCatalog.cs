namespace Weir.Planner.Catalog;

/// <summary>Tables by name; what a script creates goes into one that stands before the given catalog.</summary>
public sealed class InMemoryCatalog(ICatalog? before = null) : ICatalog
{
    private readonly Dictionary<string, TableDefinition> _tables = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> TableNames => _tables.Values.Select(table => table.Name).Concat(before?.TableNames ?? []);

    /// <summary>The tables that were added here, in no order.</summary>
    public IReadOnlyCollection<TableDefinition> Tables => _tables.Values;

    public TableDefinition? FindTable(string name) => _tables.GetValueOrDefault(name) ?? before?.FindTable(name);

    /// <summary>Adds a table; an earlier one of the same name is replaced.</summary>
    public void Add(TableDefinition table) => _tables[table.Name] = table;
}
