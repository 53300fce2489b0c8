namespace Weir.Planner.Catalog;

/// <summary>A column of a table.</summary>
/// <param name="Name">Exactly as declared.</param>
/// <param name="Type">What statements see.</param>
/// <param name="IsNullable">False when NOT NULL was declared.</param>
public sealed record TableColumn(string Name, DataType Type, bool IsNullable)
{
    public bool IsPrimaryKey { get; init; }

    /// <summary>The connector supplies the value under this key; null for other columns.</summary>
    public string? MetadataKey { get; init; }

    /// <summary>How a generated column is computed from <see cref="ConnectorTable.Columns"/>, by position; null for physical columns.</summary>
    public Expression? Generated { get; init; }

    /// <summary>Decoded from the payload or supplied by the connector, not computed.</summary>
    public bool IsPhysical => Generated is null;

    /// <summary>Part of what is read and written.</summary>
    public bool IsPayload => Generated is null && MetadataKey is null;
}
