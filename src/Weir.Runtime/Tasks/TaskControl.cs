using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Runtime;

/// <summary>What the job tells its tasks, beside the data: messages, never tokens.</summary>
internal abstract record TaskControl
{
    private TaskControl()
    {
    }

    /// <summary>A round begins. In a last one sources emit nothing behind the barrier: it would only be read again.</summary>
    public sealed record StartRound(Epoch Epoch, bool IsLast) : TaskControl;

    /// <summary>A round is forgotten.</summary>
    public sealed record DropRound(Epoch Epoch) : TaskControl;

    /// <summary>The coordinator's word to pre-commit; to a sink, or to a source's task for its dead letters.</summary>
    public sealed record PreCommit(CommandId Id, Epoch Epoch, bool ClosesAll) : TaskControl;

    public sealed record Commit(CommandId Id, CommitDescriptor Descriptor) : TaskControl;

    /// <summary>A slot is settled: its resources may be used again.</summary>
    public sealed record Release(ImmutableArray<string> Uncertain) : TaskControl;

    /// <summary>An epoch is settled: acknowledge outside.</summary>
    public sealed record Acknowledge(Epoch Epoch, SourcePositions Positions) : TaskControl;

    /// <summary>The generation ends: leave the loop.</summary>
    public sealed record End : TaskControl;
}
