namespace Weir.Sql;

/// <summary>A place in a script as people count it: both numbers start at 1; a tab is one column.</summary>
public readonly record struct LinePosition(int Line, int Column);
