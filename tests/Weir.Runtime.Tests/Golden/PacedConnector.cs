using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;

namespace Weir.Runtime.Tests.Golden;

/// <summary>A connector whose sources read a record at a time and stop at a gate; its sinks are its own.</summary>
internal sealed class PacedConnector(IConnector inner, Gate gate) : IConnector, ICarryPublisher
{
    public string Name => inner.Name;

    public string Description => inner.Description;

    public SourceDescription? Source => inner.Source;

    public SinkDescription? Sink => inner.Sink;

    public ISource CreateSource(SourceContext context) => new PacedSource(inner.CreateSource(context), gate);

    public ISink CreateSink(SinkContext context) => inner.CreateSink(context);

    public bool Recognises(SinkCarry carry) => inner is ICarryPublisher publisher && publisher.Recognises(carry);

    public ValueTask PublishAsync(ImmutableArray<SinkCarry> carries, IFileLayer files, CancellationToken cancellationToken) =>
        ((ICarryPublisher)inner).PublishAsync(carries, files, cancellationToken);
}
