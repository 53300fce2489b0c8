namespace Weir.Settings;

/// <summary>The root record of a configuration.</summary>
/// <param name="title">The title of its JSON Schema.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    /// <summary>Names in JSON are camelCase, in this record and all below; otherwise snake_case.</summary>
    public bool Camel { get; init; }
}
