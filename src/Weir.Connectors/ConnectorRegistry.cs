namespace Weir.Connectors;

/// <summary>The connectors of a process, by name; each is one line where the process is put together.</summary>
public sealed class ConnectorRegistry
{
    private readonly SortedDictionary<string, IConnector> _byName = new(StringComparer.Ordinal);

    public IReadOnlyCollection<IConnector> All => _byName.Values;

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ConnectorRegistry Add(IConnector connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        _byName.Add(connector.Name, connector);
        return this;
    }

    public IConnector? Find(string name) => _byName.GetValueOrDefault(name);
}
