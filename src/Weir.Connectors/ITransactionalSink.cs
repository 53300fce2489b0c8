using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Connectors;

/// <summary>
/// A sink whose rows become visible only when the manifest that covers them is durable. Pre-commit makes rows durable but not visible, and
/// commit may be repeated. What an earlier process left is settled by the connector (<see cref="ICommitter"/>). Only the runtime calls them.
/// </summary>
public interface ITransactionalSink : ISink
{
    /// <summary>Names of things that this generation may use and a later one must fence; empty where staged files carry the generation.</summary>
    ImmutableArray<string> ResourceNames(Generation generation, int parallelism);

    /// <summary>Ends what older generations may still do under these names. Repeatable.</summary>
    ValueTask FenceAsync(ImmutableArray<string> names, CancellationToken cancellationToken);

    /// <summary>Tells apart what lies before the barrier from what follows. No I/O.</summary>
    void Cut();

    /// <summary>The round of the last cut is dropped: forget the cut, discard nothing.</summary>
    void ForgetCut();

    /// <summary>Makes what lies before the cut durable, without publishing it.</summary>
    /// <param name="closesAll">The last round: open files and transactions end here.</param>
    ValueTask<Prepared> PreCommitAsync(Epoch epoch, bool closesAll, CancellationToken cancellationToken);

    /// <summary>Publishes what the descriptor names. The token only ends the waiting.</summary>
    ValueTask CommitAsync(CommitDescriptor descriptor, CancellationToken cancellationToken);

    /// <summary>The slot is settled: resources of its descriptors may carry other rows; those listed must be renewed before their next use.</summary>
    ValueTask ReleaseAsync(ImmutableArray<string> uncertain, CancellationToken cancellationToken);
}

/// <summary>What a pre-commit returns.</summary>
/// <param name="Descriptors">One for each resource with rows of this epoch.</param>
/// <param name="Carry">What a restart needs to go on; null for nothing.</param>
public sealed record Prepared(ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry);
