using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Something that happened. Events with a <see cref="CommandId"/> answer that command; each command is answered once, and answers
/// to commands that no longer matter are ignored.
/// </summary>
public abstract record ProtocolEvent;

/// <summary>The machine may begin. First event of every machine.</summary>
public sealed record Started : ProtocolEvent;

/// <summary>The deadline of the machine has passed. Harmless at any other time.</summary>
public sealed record TimePassed : ProtocolEvent;

// Answers.

/// <summary>The command is done. For a place of the store: created durably, or found to be our own earlier try.</summary>
public sealed record CommandDone(CommandId Id) : ProtocolEvent;

/// <summary>The command failed, or nobody knows (<see cref="FailureOutcome.Unknown"/>).</summary>
public sealed record CommandFailed(CommandId Id, Failure Failure, FailureOutcome Outcome = FailureOutcome.NotDone) : ProtocolEvent;

/// <summary>The write-once place holds a record of another owner.</summary>
/// <param name="Id">A <see cref="ClaimGeneration"/>, <see cref="WriteManifest"/>, <see cref="WriteSettlement"/> or <see cref="SetCurrentJob"/>.</param>
/// <param name="Generation">Generation in the record found; default where it says none or cannot be read.</param>
/// <param name="Settlement">For a settlement: what it says; null when it cannot be read.</param>
public sealed record PlaceTaken(CommandId Id, Generation Generation = default, Settlement? Settlement = null) : ProtocolEvent;

/// <summary>Answers <see cref="ReadCurrentJob"/>.</summary>
public sealed record CurrentJobRead(CommandId Id, CurrentJob Current) : ProtocolEvent;

/// <summary>Answers <see cref="TakeLock"/>: another process owns the job.</summary>
/// <param name="Id">The command.</param>
/// <param name="Holder">"pid 4711 on \"host\" since …", as far as the lock file tells.</param>
public sealed record LockRefused(CommandId Id, string Holder) : ProtocolEvent;

/// <summary>Answers <see cref="ReadHighestGeneration"/>; zero when there is none.</summary>
public sealed record HighestGenerationRead(CommandId Id, Generation Generation) : ProtocolEvent;

/// <summary>Answers <see cref="ListSlots"/>, in order of slots.</summary>
public sealed record SlotsListed(CommandId Id, ImmutableArray<SlotListing> Slots) : ProtocolEvent;

/// <summary>Answers <see cref="ReadSlot"/>. A slot that is not there at all has no manifest and no damage.</summary>
public sealed record SlotRead(CommandId Id, SlotContent Content) : ProtocolEvent;

/// <summary>Answers <see cref="OpenConnectors"/>.</summary>
/// <param name="Id">The command.</param>
/// <param name="Targets">Identity by table name, of every table that has one.</param>
/// <param name="Resources">All resource names that this generation may use.</param>
public sealed record ConnectorsOpened(
    CommandId Id, ImmutableSortedDictionary<string, string> Targets, ImmutableArray<ResourceName> Resources) : ProtocolEvent;

/// <summary>Answers <see cref="ResolveStart"/>: no "latest" and no listing is left in it.</summary>
public sealed record StartResolved(CommandId Id, SourcePositions Positions) : ProtocolEvent;

/// <summary>Answers <see cref="AskDescriptor"/> and <see cref="RollBack"/>.</summary>
public sealed record DescriptorAnswered(CommandId Id, DescriptorState State) : ProtocolEvent;

/// <summary>Answers <see cref="ReportActivity"/>.</summary>
/// <param name="Id">The command.</param>
/// <param name="Moved">Rows were read or emitted, or a position or watermark moved, since the barrier of the last settled round.</param>
/// <param name="PendingWork">A sink or operator has work for a round: a file due to roll, a window fired by idle time.</param>
public sealed record ActivityReported(CommandId Id, bool Moved, bool PendingWork) : ProtocolEvent;

/// <summary>Answers <see cref="PreCommit"/>.</summary>
/// <param name="Id">The command.</param>
/// <param name="Descriptors">One for each resource with rows of this epoch; empty from sinks without transactions.</param>
/// <param name="Carry">What the sink needs to go on after a restart; null for nothing.</param>
public sealed record PreCommitted(CommandId Id, ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) : ProtocolEvent;

/// <summary>Answers <see cref="WriteState"/>: every file is durable. Files of earlier epochs may be named again.</summary>
public sealed record StateWritten(CommandId Id, ImmutableArray<StateFile> Files) : ProtocolEvent;

/// <summary>Answers <see cref="EndGeneration"/>: every task has ended and every connector is closed.</summary>
public sealed record GenerationEnded(CommandId Id) : ProtocolEvent;

// Reports during a round. Those of another epoch than the running one are ignored.

/// <summary>The source put the barrier behind its rows, or had ended before it heard of the round.</summary>
/// <param name="Epoch">The running round.</param>
/// <param name="Source">Who.</param>
/// <param name="Positions">All it has emitted before the barrier.</param>
/// <param name="Watermark">Nanoseconds since the Unix epoch, UTC; null where none is known.</param>
public sealed record BarrierPassed(Epoch Epoch, SourceId Source, SourcePositions Positions, long? Watermark = null) : ProtocolEvent;

/// <summary>Input <paramref name="Input"/> of the task delivered its barrier (or End). Only for messages.</summary>
public sealed record TaskInputDelivered(Epoch Epoch, TaskId Task, int Input) : ProtocolEvent;

/// <summary>Input <paramref name="Input"/> of the sink delivered its barrier (or End). Only for messages.</summary>
public sealed record SinkInputDelivered(Epoch Epoch, SinkId Sink, int Input) : ProtocolEvent;

/// <summary>The task holds a consistent view of its state and has let the barrier go on.</summary>
public sealed record TaskCaptured(Epoch Epoch, TaskId Task, long? Watermark = null) : ProtocolEvent;

/// <summary>The task could not capture; the round is dropped.</summary>
public sealed record CaptureFailed(Epoch Epoch, TaskId Task, Failure Failure) : ProtocolEvent;

/// <summary>The sink has cut: what lies before the barrier is told apart from what lies behind.</summary>
public sealed record SinkCut(Epoch Epoch, SinkId Sink) : ProtocolEvent;

// Things that happen at any time.

/// <summary>The source has emitted its End.</summary>
public sealed record SourceEnded(SourceId Source) : ProtocolEvent;

/// <summary>A task, source or sink failed after its own safe retries.</summary>
/// <param name="Who">For the message.</param>
/// <param name="Failure">Transient: the job rewinds. Otherwise the pipeline fails.</param>
public sealed record ParticipantFailed(string Who, Failure Failure) : ProtocolEvent;

/// <summary>Somebody wants a round now: a person, or a source that is about to lose partitions. It is not skipped.</summary>
public sealed record CheckpointRequested : ProtocolEvent;

/// <summary>Ctrl-C, SIGTERM, a closed standard output, stop with checkpoint. The second one quits at once.</summary>
public sealed record StopRequested : ProtocolEvent;
