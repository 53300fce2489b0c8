namespace Weir.Settings;

/// <summary>Makes a property of a record a setting. Its type says the kind, <c>required</c> that it must be given, its initial value the default.</summary>
/// <param name="description">What it is, for people: shown in forms, documents and errors.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>The member's name in JSON; otherwise made from the property's name.</summary>
    public string? Wire { get; init; }

    /// <summary>
    /// The option's name in SQL below the prefixes of what is around it; otherwise the property's name in snake_case. A nested record adds it
    /// and a dot to the names inside, or nothing when it is empty.
    /// </summary>
    public string? Sql { get; init; }

    /// <summary>The label of forms.</summary>
    public string? Title { get; init; }

    /// <summary>Other names that are understood in JSON.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>A format of the JSON Schema: <c>var-str</c>, <c>autocomplete</c>, <c>uri</c>.</summary>
    public string? Format { get; init; }

    /// <summary>A regular expression, without look-around and back-references, that a text matches.</summary>
    public string? Pattern { get; init; }

    public string? Example { get; init; }

    /// <summary>The least value of a number, of a size in bytes, of a duration in its unit.</summary>
    public long Min { get; init; } = long.MinValue;

    /// <summary>The greatest value, counted as <see cref="Min"/>.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>For durations.</summary>
    public DurationUnit Unit { get; init; }

    /// <summary>For pairs: what stands between a name and its value when they are written as one text.</summary>
    public char PairSeparator { get; init; } = '=';

    /// <summary>For pairs: in JSON too they are one text, and no object.</summary>
    public bool AsText { get; init; }

    /// <summary>The wire form requires it; a default is stored when it is not given.</summary>
    public bool RequiredInForms { get; init; }

    /// <summary>The uses of a table that it is for, where the record around it is one for all; none for every use.</summary>
    public TableUse Use { get; init; }

    /// <summary>It has no option in SQL.</summary>
    public bool NotInSql { get; init; }

    /// <summary>Still understood, and hidden from forms.</summary>
    public bool IsDeprecated { get; init; }
}
