using Weir.Checkpoints;
using Weir.Checkpoints.Local;

namespace Weir.Connectors;

/// <summary>
/// A connector with transactional sinks, which during a start settles what an earlier one left undecided without a sink: the table may be
/// gone from the script, or be another connector's by now. The descriptor says all that is needed. Every call may be repeated.
/// </summary>
public interface ICommitter
{
    /// <summary>Looks what has become of what the descriptor names. Changes nothing.</summary>
    ValueTask<DescriptorState> AskAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken);

    /// <inheritdoc cref="ITransactionalSink.CommitAsync"/>
    ValueTask CommitAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken);

    /// <summary>Undoes what the descriptor names, unless it is published.</summary>
    /// <returns><see cref="DescriptorState.Gone"/> or <see cref="DescriptorState.Published"/>.</returns>
    ValueTask<DescriptorState> RollBackAsync(CommitDescriptor descriptor, IFileLayer files, CancellationToken cancellationToken);
}
