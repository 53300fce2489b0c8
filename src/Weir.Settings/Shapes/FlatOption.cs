namespace Weir.Settings;

/// <summary>One option of a WITH clause, as it is described to people and to the planner.</summary>
public sealed record FlatOption(string Name, SettingKind Kind, string Description)
{
    /// <summary>Whether it must be given where one of <see cref="Conditions"/> holds. One that is needed only beside others is not.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value when it is not given, as written in WITH without quotes; null when there is none or it is a secret.</summary>
    public string? Default { get; init; }

    /// <summary>The only values there are; empty for any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Whether its values, or the values of its pairs, are never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The uses of a table that it is for.</summary>
    public TableUse Use { get; init; } = TableUse.All;

    /// <summary>For durations: what a bare number counts.</summary>
    public DurationUnit Unit { get; init; }

    public string? Example { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>When it can be given, such as <c>type = 'sink' and target = 'list'</c>: one of them holds. Empty for always.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>Whether it decides what the table is used for.</summary>
    public bool IsSide { get; init; }
}
