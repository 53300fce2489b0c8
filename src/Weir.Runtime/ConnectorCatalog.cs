using System.Collections.Immutable;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Catalog;

namespace Weir.Runtime;

/// <summary>The registered connectors as the planner sees them.</summary>
public sealed class ConnectorCatalog(ConnectorRegistry registry) : IConnectorCatalog
{
    private static readonly ImmutableSortedDictionary<string, OptionValue> OneNumber = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("event_rate", new OptionValue("1", IsSecret: false)),
            KeyValuePair.Create("message_count", new OptionValue("1", IsSecret: false)),
        ]);

    public IEnumerable<string> ConnectorNames => registry.All.Select(connector => connector.Name);

    /// <summary>The first number of an <c>impulse</c>.</summary>
    public OneRowSource? OneRow => FindConnector("impulse") is { FixedSchema: { } schema } impulse ? new OneRowSource(impulse, schema, OneNumber) : null;

    public ConnectorDescription? FindConnector(string name)
    {
        if (registry.Find(name) is not { } connector)
        {
            return null;
        }

        var uses = (connector.Source is null ? 0 : ConnectorUse.Source) | (connector.Sink is null ? 0 : ConnectorUse.Sink);
        var options = new Dictionary<string, Planner.Catalog.OptionDescription>(StringComparer.Ordinal);
        foreach (var (described, use) in (connector.Source?.Options ?? []).Select(option => (option, ConnectorUse.Source))
            .Concat((connector.Sink?.Options ?? []).Select(option => (option, ConnectorUse.Sink))))
        {
            options[described.Name] = options.TryGetValue(described.Name, out var known) ? known with { Use = known.Use | use } : Describe(described, use);
        }

        var takesFormat = (connector.Source?.TakesFormat ?? false) || (connector.Sink?.TakesFormat ?? false);
        return new ConnectorDescription
        {
            Name = connector.Name,
            Uses = uses,
            Options = [.. options.Values],
            FixedSchema = connector.Source?.FixedSchema,
            Formats = takesFormat || connector.Sink is { IgnoresFormat: true } ? [.. FormatCatalog.Names] : [],
            IsFormatRequired = takesFormat,
        };
    }

    private static Planner.Catalog.OptionDescription Describe(Connectors.OptionDescription option, ConnectorUse use) =>
        new(option.Name, option.Kind switch
        {
            Connectors.OptionKind.Boolean => Planner.Catalog.OptionKind.Bool,
            Connectors.OptionKind.Integer => Planner.Catalog.OptionKind.Integer,
            Connectors.OptionKind.Number => Planner.Catalog.OptionKind.Number,
            Connectors.OptionKind.Duration => Planner.Catalog.OptionKind.Duration,
            Connectors.OptionKind.Size => Planner.Catalog.OptionKind.Size,
            Connectors.OptionKind.Field => Planner.Catalog.OptionKind.Field,
            Connectors.OptionKind.TextList => Planner.Catalog.OptionKind.Array,
            _ => Planner.Catalog.OptionKind.String,
        })
        {
            IsRequired = option.IsRequired,
            Default = option.Default,
            AllowedValues = [.. option.Values ?? []],
            IsSecret = option.IsSecret,
            Use = use,
            BareNumberUnit = option.BareNumberUnit,
        };
}
