using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors.Builtin.Files;
using Weir.Settings;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>A local folder: its files of lines read once, or files written that appear whole and exactly once.</summary>
public sealed class FilesystemConnector : Connector<FilesystemTable>, ICommitter, ISinkCloser
{
    public override string Name => "filesystem";

    public override string Description => "a local folder of files of lines";

    public override TableUse Uses => TableUse.Source | TableUse.Sink;

    public override TableTraits Traits(SettingsTree table) => new() { CanReplay = true, IsTransactional = true, Format = FormatUse.Required };

    protected override ISource CreateSource(SourceContext context, FilesystemTable table) => new FilesystemSource(context, (FilesystemSide.Source)table.Side);

    protected override ISink CreateSink(SinkContext context, FilesystemTable table) => new FilesystemSink(context, (FilesystemSide.Sink)table.Side);

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
