namespace Weir.Connectors;

/// <summary>The connectors of a process, by name; each is one line where the process is put together.</summary>
public sealed class ConnectorRegistry
{
    private readonly Dictionary<string, IConnector> _byName = new(StringComparer.Ordinal);

    /// <summary>By name.</summary>
    public IReadOnlyCollection<IConnector> All => [.. _byName.Values.OrderBy(connector => connector.Name, StringComparer.Ordinal)];

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ConnectorRegistry Add(IConnector connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        _byName.Add(connector.Name, connector);
        return this;
    }

    public IConnector? Find(string name) => _byName.GetValueOrDefault(name);
}
