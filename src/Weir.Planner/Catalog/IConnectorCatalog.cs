namespace Weir.Planner.Catalog;

/// <summary>The connectors that CREATE TABLE can name.</summary>
public interface IConnectorCatalog
{
    /// <summary>All names, for suggestions.</summary>
    IEnumerable<string> ConnectorNames { get; }

    /// <param name="name">As written; connector names are lower case.</param>
    /// <returns>Null when there is no such connector.</returns>
    ConnectorDescription? FindConnector(string name);

    /// <summary>All names of profiles, for suggestions.</summary>
    IEnumerable<string> ProfileNames { get; }

    /// <param name="name">As written; compared without regard to case.</param>
    /// <returns>Null when there is no such profile.</returns>
    ProfileDescription? FindProfile(string name);

    /// <summary>What a table can say of its records: its format and framing.</summary>
    SettingsShape Records { get; }

    /// <summary>What a query without FROM reads; null where there is nothing of the kind, and such queries are refused.</summary>
    OneRowSource? OneRow { get; }
}
