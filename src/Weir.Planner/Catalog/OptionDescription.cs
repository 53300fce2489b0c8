namespace Weir.Planner.Catalog;

/// <summary>One option of a connector.</summary>
public sealed record OptionDescription(string Key, OptionKind Kind)
{
    public bool IsRequired { get; init; }

    /// <summary>The value of an option that is not given, in its canonical spelling; null leaves it away.</summary>
    public string? Default { get; init; }

    /// <summary>The values there are; empty for any.</summary>
    public ImmutableArray<string> AllowedValues { get; init; } = [];

    /// <summary>Shown as <c>***</c> wherever a plan is shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The side it is for; a required option of one side is asked for when the table is used so.</summary>
    public ConnectorUse Use { get; init; } = ConnectorUse.Both;

    /// <summary>For <see cref="OptionKind.Duration"/>: what a bare number counts; null refuses bare numbers.</summary>
    public TimeSpan? BareNumberUnit { get; init; }
}
