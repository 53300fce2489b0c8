namespace Weir.Formats;

/// <summary>The options of one format, as a table declares them. Each format has its own record.</summary>
public abstract record FormatOptions;
