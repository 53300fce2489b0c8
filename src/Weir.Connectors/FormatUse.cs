namespace Weir.Connectors;

/// <summary>Whether a table has a format.</summary>
public enum FormatUse
{
    /// <summary>It has rows, not bytes.</summary>
    None,

    /// <summary>One may be given, and nothing is done with it.</summary>
    Ignored,

    Required,
}
