using Weir.Connectors.Builtin.Files;
using Weir.Settings;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>What a <c>filesystem</c> table is for.</summary>
[OneOf(Tag = "type", Sql = "type")]
public abstract record FilesystemSide
{
    /// <summary>The option of <see cref="Source.RegexPattern"/>, for messages.</summary>
    internal const string PatternOption = "source.regex_pattern";

    private const string Folder = "the folder; a relative path starts at the script's folder";

    [Alternative("Source", Tag = "source", Sql = "source", Use = TableUse.Source)]
    public sealed record Source : FilesystemSide
    {
        [Setting(Folder, Title = "Path")]
        public required string Path { get; init; }

        [Setting("read the files whose path below the folder matches this regular expression, in sub-folders too", Title = "Regex Pattern", Sql = PatternOption)]
        public string? RegexPattern { get; init; }

        [Setting(InputBytes.CompressionText, Title = "Compression Format", Wire = "compression_format", Sql = InputBytes.CompressionOption)]
        public Compression? Compression { get; init; }
    }

    [Alternative("Sink", Tag = "sink", Sql = "sink", Use = TableUse.Sink)]
    public sealed record Sink : FilesystemSide
    {
        [Setting(Folder, Title = "Path")]
        public required string Path { get; init; }

        [Setting("when a file is published", Title = "Rolling Policy", Sql = "rolling_policy")]
        public RollingPolicy RollingPolicy { get; init; } = new();

        [Setting("how files are called", Title = "File Naming", Sql = "filename")]
        public FileNaming FileNaming { get; init; } = new();
    }
}
