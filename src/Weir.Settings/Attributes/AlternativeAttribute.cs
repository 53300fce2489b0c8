namespace Weir.Settings;

/// <summary>One alternative of a <see cref="OneOfAttribute"/> record.</summary>
/// <param name="title">Its name in forms and messages.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AlternativeAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    /// <summary>The value of the tag in JSON.</summary>
    public string? Tag { get; init; }

    /// <summary>The word for it in SQL.</summary>
    public string? Sql { get; init; }

    /// <summary>What the names of its options begin with, after the prefix of the choice.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What a table with this alternative is used for.</summary>
    public TableUse Use { get; init; }
}
