namespace Weir.Settings;

/// <summary>What a problem is about: an option, or a member of JSON.</summary>
internal readonly record struct Subject(string Pointer, string? Option, string Name)
{
    public static Subject OfOption(string option) => new(JsonPointer.Below("", option), option, option);

    /// <param name="pointer">Where the object stands that holds the member.</param>
    public static Subject OfMember(string pointer, string name) => new(JsonPointer.Below(pointer, name), null, name);

    public Problem Problem(Complaint complaint) =>
        new(complaint.Code, Pointer, Option, $"{(Option is null ? "" : "option ")}\"{Names.Shown(Name)}\" {complaint.Says}", complaint.Hint);
}
