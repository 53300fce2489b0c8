using Weir.Settings;

namespace Weir.Connectors;

/// <summary>The settings of a connection, under a name that tables refer to.</summary>
/// <param name="Settings">Of the connector's <see cref="IConnector.ProfileShape"/>; references are not filled yet.</param>
public sealed record ConnectionProfile(string Name, IConnector Connector, SettingsTree Settings);
