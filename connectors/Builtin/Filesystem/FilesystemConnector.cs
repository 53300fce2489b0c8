using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors.Builtin.Files;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>A local folder: its files of lines read once, or files written that appear whole and exactly once.</summary>
public sealed class FilesystemConnector : IConnector, ICommitter, ISinkCloser
{
    internal const string PathOption = "path";
    internal const string PatternOption = "source.regex_pattern";
    internal const string FileSizeOption = "rolling_policy.file_size";
    internal const string IntervalOption = "rolling_policy.interval";
    internal const string InactivityOption = "rolling_policy.inactivity_interval";
    internal const string PrefixOption = "filename.prefix";
    internal const string SuffixOption = "filename.suffix";
    internal const string ExtensionOption = "filename.extension";

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
            new(ExtensionOption, OptionKind.Text, "the extension, without its dot; by default json or txt, by the format"),
        ],
        IsTransactional: true);

    public ISource CreateSource(SourceContext context) => new FilesystemSource(context);

    public ISink CreateSink(SinkContext context) => new FilesystemSink(context);

    ValueTask<DescriptorState> ICommitter.AskAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken) =>
        new(Guard(descriptor.Table, descriptor.Target, () => StagedFile.FromDescriptor(descriptor).Ask()));

    ValueTask ICommitter.CommitAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken)
    {
        Guard(descriptor.Table, descriptor.Target, () =>
        {
            StagedFile.FromDescriptor(descriptor).Publish(files, isThere: false);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    // The file stays: the start manifest does not name it, and recovery deletes it.
    ValueTask<DescriptorState> ICommitter.RollBackAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken) =>
        new(Guard(descriptor.Table, descriptor.Target, () =>
            StagedFile.FromDescriptor(descriptor).Ask() == DescriptorState.Published ? DescriptorState.Published : DescriptorState.Gone));

    // Published files are for readers to take away.
    ValueTask ISinkCloser.LookAsync(ClosedSink sink, IFileLayer files, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    ValueTask ISinkCloser.CloseAsync(ClosedSink sink, WriterIdentity writer, IFileLayer files, CancellationToken cancellationToken)
    {
        Guard(sink.Table, sink.Target, () =>
        {
            StagedFile[] carried = [.. sink.Carries.Select(StagedFile.FromCarry)];
            Array.ForEach(carried, file => file.RequireCarried());
            Array.ForEach(carried, file => file.PublishCarried(files));
            return true;
        });
        return ValueTask.CompletedTask;
    }

    private static T Guard<T>(string table, string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(table, folder, exception, StagedFile.GiveUpHint);
        }
    }
}
