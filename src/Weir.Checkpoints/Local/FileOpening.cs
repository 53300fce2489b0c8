namespace Weir.Checkpoints.Local;

/// <summary>How <see cref="IFileLayer.Open"/> opens.</summary>
[Flags]
public enum FileOpening
{
    /// <summary>An existing file, for reading.</summary>
    Read = 0,

    /// <summary>For reading and writing.</summary>
    Write = 1,

    /// <summary>Made where it is missing.</summary>
    Create = 2,

    /// <summary>With <see cref="Create"/>: fails with EEXIST where it is not missing.</summary>
    Exclusive = 4,

    /// <summary>Past the page cache; the caller aligns memory, offsets and lengths to 4096 bytes.</summary>
    Direct = 8,
}
