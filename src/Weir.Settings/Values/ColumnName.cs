namespace Weir.Settings;

/// <summary>The name of a column of the table; that there is one is checked where the columns are known.</summary>
public readonly record struct ColumnName(string Value)
{
    public override string ToString() => Value;
}
