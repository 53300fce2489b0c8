using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Connectors.Builtin.Files;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>A local folder: its files of lines read once, or files written that appear whole and exactly once.</summary>
public sealed class FilesystemConnector : IConnector, ICarryPublisher
{
    internal const string PathOption = "path";
    internal const string PatternOption = "source.regex_pattern";
    internal const string FileSizeOption = "rolling_policy.file_size";
    internal const string IntervalOption = "rolling_policy.interval";
    internal const string InactivityOption = "rolling_policy.inactivity_interval";
    internal const string PrefixOption = "filename.prefix";
    internal const string SuffixOption = "filename.suffix";

    private static readonly OptionDescription Path = new(PathOption, OptionKind.Text, "the folder; a relative path starts at the script's folder", IsRequired: true);

    public string Name => "filesystem";

    public string Description => "a local folder of files of lines";

    public SourceDescription Source { get; } = new(
        [
            Path,
            new(PatternOption, OptionKind.Text, "read the files whose path below the folder matches this regular expression, in sub-folders too"),
            InputBytes.Option,
        ],
        CanReplay: true);

    public SinkDescription Sink { get; } = new(
        [
            Path,
            new(FileSizeOption, OptionKind.Size, "a file is published when it has reached this size", Default: "134217728"),
            new(IntervalOption, OptionKind.Duration, "a file is published when it has been open for so long", Default: "60s"),
            new(InactivityOption, OptionKind.Duration, "a file is published when no row came for so long"),
            new(PrefixOption, OptionKind.Text, "what file names start with"),
            new(SuffixOption, OptionKind.Text, "what file names end with, before the extension"),
        ],
        IsTransactional: true);

    public ISource CreateSource(SourceContext context) => new FilesystemSource(context);

    public ISink CreateSink(SinkContext context) => new FilesystemSink(context);

    bool ICarryPublisher.Recognises(SinkCarry carry) => StagedFile.IsCarry(carry);

    ValueTask ICarryPublisher.PublishAsync(ImmutableArray<SinkCarry> carries, CancellationToken cancellationToken)
    {
        foreach (var carry in carries)
        {
            StagedFile.FromCarry(carry).PublishCarried();
        }

        return ValueTask.CompletedTask;
    }
}
