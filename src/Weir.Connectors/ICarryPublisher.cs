using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;

namespace Weir.Connectors;

/// <summary>
/// A connector whose sinks carry unpublished things over epochs, and that can publish them without the sink: its table may be gone from the
/// script. The carries say all that is needed.
/// </summary>
public interface ICarryPublisher
{
    /// <summary>Whether a sink of this connector made the carry.</summary>
    bool Recognises(SinkCarry carry);

    /// <summary>Publishes what the carries name, at their carried length. Repeatable.</summary>
    /// <param name="files">What local files are reached through.</param>
    ValueTask PublishAsync(ImmutableArray<SinkCarry> carries, IFileLayer files, CancellationToken cancellationToken);
}
