namespace Weir.Connectors.Builtin.Files;

/// <summary>How the bytes of a file are packed.</summary>
internal enum Compression : byte
{
    None,
    Gzip,
    Zstd,
}
