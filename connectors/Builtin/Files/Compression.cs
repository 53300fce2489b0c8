using Weir.Settings;

namespace Weir.Connectors.Builtin.Files;

/// <summary>How the bytes of a file are packed.</summary>
public enum Compression
{
    [Value("none")]
    None,

    [Value("gzip")]
    Gzip,

    [Value("zstd")]
    Zstd,
}
