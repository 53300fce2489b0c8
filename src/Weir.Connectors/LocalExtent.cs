namespace Weir.Connectors;

/// <summary>Where on the local disk a source reads or a sink writes. All paths are real ones: no link stands in them.</summary>
public sealed record LocalExtent
{
    /// <summary>The file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>Device and inode of a file that exists: a file with two names is one file.</summary>
    public string? FileId { get; init; }

    /// <summary>For a sink: a path as it will write it, for each place where it writes.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>For a sink: a folder whose files are its own to delete; null for none.</summary>
    public string? Owns { get; init; }

    /// <summary>For a source: whether it would read a file by this path or with this <see cref="FileId"/>.</summary>
    public Func<string, string?, bool> Reads { get; init; } = (_, _) => false;
}
