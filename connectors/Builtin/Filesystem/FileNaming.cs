using Weir.Settings;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>What the names of files are made of, around the part that makes each its own.</summary>
public sealed record FileNaming
{
    [Setting("what file names start with", Title = "Prefix")]
    public string Prefix { get; init; } = "";

    [Setting("what file names end with, before the extension", Title = "Suffix")]
    public string Suffix { get; init; } = "";

    [Setting("the extension, without its dot; by default json or txt, by the format", Title = "Extension")]
    public string Extension { get; init; } = "";
}
