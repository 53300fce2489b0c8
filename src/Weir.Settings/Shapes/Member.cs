using System.Reflection;

namespace Weir.Settings;

/// <summary>One setting of a record.</summary>
internal abstract class Member(PropertyInfo property, SettingAttribute info, string wire, bool isRequired)
{
    public PropertyInfo Property { get; } = property;

    public SettingAttribute Info { get; } = info;

    /// <summary>Its name in JSON.</summary>
    public string Wire { get; } = wire;

    /// <summary>Whether somebody must give it.</summary>
    public bool IsRequired { get; } = isRequired;

    /// <summary>What is stored when it is not given; null for nothing.</summary>
    public abstract SettingsNode? StoredDefault { get; }

    /// <summary>The names of all options for it and what is below it.</summary>
    public abstract IReadOnlyCollection<string> Options { get; }

    /// <summary>Whether JSON writes it as an object.</summary>
    public abstract bool IsObject { get; }
}
