namespace Weir.Columnar;

/// <summary>A named, typed column of a schema.</summary>
/// <param name="Name">As declared; compared case-sensitively.</param>
/// <param name="IsNullable">False promises that no row is NULL; decoders enforce it.</param>
public sealed record Field(string Name, DataType Type, bool IsNullable = true)
{
    public override string ToString() => IsNullable ? $"{Name} {Type}" : $"{Name} {Type} NOT NULL";
}
