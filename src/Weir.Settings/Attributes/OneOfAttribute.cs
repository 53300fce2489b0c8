namespace Weir.Settings;

/// <summary>An abstract record whose nested records, each with <see cref="AlternativeAttribute"/>, are the alternatives of a choice.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneOfAttribute : Attribute
{
    /// <summary>The member that names the alternative in JSON; without one the members that are there decide.</summary>
    public string? Tag { get; init; }

    /// <summary>The option that names the alternative in SQL; without one the options that are there decide.</summary>
    public string? Sql { get; init; }

    /// <summary>The alternative when SQL does not name one.</summary>
    public string? SqlDefault { get; init; }

    /// <summary>What the names of all options of the alternatives begin with, such as <c>auth.</c></summary>
    public string Prefix { get; init; } = "";
}
