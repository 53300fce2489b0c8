using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;
using Weir.Settings;

namespace Weir.Runtime.Tests.Golden;

/// <summary>A connector whose sources read a record at a time and stop at a gate; its sinks are its own.</summary>
internal sealed class PacedConnector(IConnector inner, Gate gate) : IConnector, ICommitter, ISinkCloser
{
    public string Name => inner.Name;

    public string Description => inner.Description;

    public TableUse Uses => inner.Uses;

    public SettingsShape? ProfileShape => inner.ProfileShape;

    public bool IsProfileRequired => inner.IsProfileRequired;

    public SettingsShape TableShape => inner.TableShape;

    public TableTraits Traits(SettingsTree table) => inner.Traits(table);

    public ISource CreateSource(SourceContext context) => new PacedSource(inner.CreateSource(context), gate);

    public ISink CreateSink(SinkContext context) => inner.CreateSink(context);

    public ValueTask<DescriptorState> AskAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken) =>
        ((ICommitter)inner).AskAsync(descriptor, files, cancellationToken);

    public ValueTask CommitAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken) =>
        ((ICommitter)inner).CommitAsync(descriptor, files, cancellationToken);

    public ValueTask<DescriptorState> RollBackAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken) =>
        ((ICommitter)inner).RollBackAsync(descriptor, files, cancellationToken);

    public ValueTask LookAsync(ClosedSink sink, IFileLayer files, CancellationToken cancellationToken) =>
        inner is ISinkCloser closer ? closer.LookAsync(sink, files, cancellationToken) : ValueTask.CompletedTask;

    public ValueTask CloseAsync(ClosedSink sink, WriterIdentity writer, IFileLayer files, CancellationToken cancellationToken) =>
        inner is ISinkCloser closer ? closer.CloseAsync(sink, writer, files, cancellationToken) : ValueTask.CompletedTask;
}
