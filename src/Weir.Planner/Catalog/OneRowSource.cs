namespace Weir.Planner.Catalog;

/// <summary>A source that gives one row and ends, whatever its columns.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Given">The options that make the connector give one row.</param>
public sealed record OneRowSource(ConnectorDescription Connector, Schema Schema, ImmutableSortedDictionary<string, FlatValue> Given);
