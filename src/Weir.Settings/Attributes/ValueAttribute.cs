namespace Weir.Settings;

/// <summary>How a value of an enum is written; without it, its name in snake_case.</summary>
/// <param name="wire">In JSON.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ValueAttribute(string wire) : Attribute
{
    public string Wire { get; } = wire;

    /// <summary>In SQL; otherwise as in JSON.</summary>
    public string? Sql { get; init; }

    /// <summary>What a table with this value is used for.</summary>
    public TableUse Use { get; init; }
}
