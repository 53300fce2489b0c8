namespace Weir.Settings;

/// <summary>A value in its stored form, or what is wrong with it; neither says that it is of another kind.</summary>
internal readonly record struct Parsed(SettingsNode? Node, Complaint? Complaint)
{
    public static Parsed OtherKind => default;

    public static implicit operator Parsed(SettingsNode node) => new(node, null);

    public static implicit operator Parsed(Complaint complaint) => new(null, complaint);
}
