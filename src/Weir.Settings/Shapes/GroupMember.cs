using System.Reflection;

namespace Weir.Settings;

/// <summary>A setting that is a record of settings.</summary>
internal sealed class GroupMember(PropertyInfo property, SettingAttribute info, string wire, bool isRequired, Group group)
    : Member(property, info, wire, isRequired)
{
    public Group Group { get; } = group;

    public override SettingsNode? StoredDefault => Info.RequiredInForms ? Group.StoredDefaults() : null;

    public override IReadOnlyCollection<string> Options => Group.Options;

    public override bool IsObject => true;
}
