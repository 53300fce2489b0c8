using System.Collections.Immutable;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Catalog;
using Weir.Settings;

namespace Weir.Runtime;

/// <summary>The registered connectors as the planner sees them.</summary>
public sealed class ConnectorCatalog(ConnectorRegistry registry, IReadOnlyList<ConnectionProfile> profiles) : IConnectorCatalog
{
    private static readonly ImmutableSortedDictionary<string, FlatValue> OneNumber = ImmutableSortedDictionary.CreateRange<string, FlatValue>(
        StringComparer.Ordinal,
        [KeyValuePair.Create<string, FlatValue>("event_rate", new FlatValue.Number("1")), KeyValuePair.Create<string, FlatValue>("message_count", new FlatValue.Number("1"))]);

    public IEnumerable<string> ConnectorNames => registry.All.Select(connector => connector.Name);

    public IEnumerable<string> ProfileNames => profiles.Select(profile => profile.Name);

    public SettingsShape Records => FormatCatalog.Shape;

    /// <summary>The first number of an <c>impulse</c>.</summary>
    public OneRowSource? OneRow => FindConnector("impulse") is { } impulse
        && impulse.Traits(impulse.Options.FromFlat(OneNumber).Table.Tree).FixedSchema is { } schema ? new OneRowSource(impulse, schema, OneNumber) : null;

    public ConnectorDescription? FindConnector(string name) => registry.Find(name) is not { } connector ? null : new ConnectorDescription
    {
        Name = connector.Name,
        Uses = connector.Uses,
        Options = new FlatNamespace(connector.ProfileShape, connector.TableShape, connector.IsProfileRequired),
        Traits = table => Describe(connector.Traits(table)),
    };

    public ProfileDescription? FindProfile(string name) =>
        profiles.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new ProfileDescription(found.Name, found.Connector.Name, found.Settings)
            : null;

    private static ConnectorTraits Describe(TableTraits traits) => new()
    {
        FixedSchema = traits.FixedSchema,
        MetadataKeys = traits.MetadataKeys,
        Formats = traits.Format == FormatUse.None ? [] : [.. FormatCatalog.Names],
        IsFormatRequired = traits.Format == FormatUse.Required,
    };
}
