namespace Weir.Planner.Catalog;

/// <summary>The tables that a script finds before it creates its own. Names are compared without regard to case.</summary>
public interface ICatalog
{
    /// <summary>All names, for suggestions.</summary>
    IEnumerable<string> TableNames { get; }

    /// <returns>Null when there is no such table.</returns>
    TableDefinition? FindTable(string name);
}
