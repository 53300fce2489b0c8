namespace Weir.Planner.Catalog;

/// <summary>What the planner has to know about a connector.</summary>
public sealed record ConnectorDescription
{
    public required string Name { get; init; }

    /// <summary>What tables of this connector can be.</summary>
    public required TableUse Uses { get; init; }

    /// <summary>
    /// What can be configured of a table and its connection; the options common to all tables (<c>type</c>, <c>format</c>, <c>bad_data</c> …) are
    /// not in it.
    /// </summary>
    public required FlatNamespace Options { get; init; }

    /// <summary>Of given options those that one side uses.</summary>
    public ImmutableSortedDictionary<string, FlatValue> OptionsOf(ImmutableSortedDictionary<string, FlatValue> given, TableUse use) =>
        given.RemoveRange(Options.Options.Where(option => (option.Use & use) == 0).Select(option => option.Name));

    /// <summary>What a table with these settings asks of its declaration.</summary>
    public Func<SettingsTree, ConnectorTraits> Traits { get; init; } = static _ => new ConnectorTraits();
}
