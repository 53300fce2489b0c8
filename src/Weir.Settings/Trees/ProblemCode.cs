namespace Weir.Settings;

/// <summary>The codes of <see cref="Problem"/>s.</summary>
public static class ProblemCode
{
    /// <summary>There is no such setting.</summary>
    public const string Unknown = "unknown";

    /// <summary>It must be given, and is not.</summary>
    public const string Missing = "missing";

    /// <summary>It must be given, and is empty.</summary>
    public const string Empty = "empty";

    /// <summary>It is given more than once, or by two settings that exclude each other.</summary>
    public const string Twice = "twice";

    /// <summary>It is of another kind, or written in no way that its kind is written in.</summary>
    public const string Malformed = "malformed";

    /// <summary>It is none of the values there are, or outside of its bounds.</summary>
    public const string NotAllowed = "not_allowed";

    /// <summary>It belongs to another alternative than the one chosen.</summary>
    public const string NotChosen = "not_chosen";

    /// <summary>What is given does not say which alternative it is.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>A reference where none can be.</summary>
    public const string Reference = "reference";

    /// <summary>A reference that is not well-formed: nothing would fill it.</summary>
    public const string BrokenReference = "broken_reference";

    /// <summary>A reference to a name that is not set.</summary>
    public const string NotSet = "not_set";
}
