namespace Weir.Planner.Catalog;

/// <summary>The settings of a connection, under a name that tables refer to.</summary>
/// <param name="Connector">The connector's name.</param>
public sealed record ProfileDescription(string Name, string Connector, SettingsTree Settings);
