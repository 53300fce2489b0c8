namespace Weir.Planner.Catalog;

/// <summary>How the bytes of a table are read and written.</summary>
/// <param name="Settings">Of <see cref="IConnectorCatalog.Records"/>; with a format.</param>
public sealed record FormatSpecification(SettingsTree Settings)
{
    private const string Member = "format";

    /// <summary><c>json</c> or <c>raw_string</c>.</summary>
    public string Name => ((SettingsNode.Text)Own.Members["type"]).Value;

    /// <summary>A record is one value of JSON, whatever it is.</summary>
    public bool IsUnstructured => Own.Members.GetValueOrDefault("unstructured") is SettingsNode.Boolean { Value: true };

    private SettingsTree Own => (SettingsTree)Settings.Members[Member];
}
