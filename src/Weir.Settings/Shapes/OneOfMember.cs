using System.Reflection;

namespace Weir.Settings;

/// <summary>A setting that is one of several records.</summary>
/// <param name="option">The option that names the alternative; null when the options that are there decide.</param>
internal sealed class OneOfMember(
    PropertyInfo property, SettingAttribute info, string wire, bool isRequired, OneOfAttribute oneOf, string? option, ImmutableArray<Alternative> alternatives)
    : Member(property, info, wire, isRequired)
{
    public string? Option { get; } = option;

    /// <summary>The member that names the alternative in JSON; null when the members that are there decide.</summary>
    public string? Tag => oneOf.Tag;

    public string? DefaultWord => oneOf.SqlDefault;

    public ImmutableArray<Alternative> Alternatives { get; } = alternatives;

    /// <summary>Whether the alternative says what the table is used for.</summary>
    public bool IsSide { get; } = alternatives.Any(alternative => alternative.Use != TableUse.None);

    public ImmutableArray<string> Words { get; } = [.. alternatives.SelectMany(alternative => alternative.Words.Select(word => word.Text))];

    public override SettingsNode? StoredDefault => null;

    public override IReadOnlyCollection<string> Options { get; } =
        alternatives.SelectMany(alternative => alternative.Group.Options).Concat(option is null ? [] : [option]).ToHashSet(StringComparer.Ordinal);

    public override bool IsObject => true;

    /// <summary>The alternative that a stored tree is of.</summary>
    public Alternative Of(SettingsTree tree) => Alternatives.First(alternative => alternative.Group == tree.Group);

    /// <summary>The tree of an alternative, with the tag that names it.</summary>
    public SettingsTree Tagged(Alternative alternative, SettingsTree tree) =>
        Tag is null ? tree : new SettingsTree(tree.Members.SetItem(Tag, new SettingsNode.Text(alternative.Tag!)), tree.Group);
}
