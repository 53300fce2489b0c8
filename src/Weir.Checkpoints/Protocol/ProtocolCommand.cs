using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Something to be carried out. Commands of one list may run at the same time and in any order. Each says which events answer it;
/// beside them, every command that has an answer may be answered by <see cref="CommandFailed"/>.
/// </summary>
public abstract record ProtocolCommand(CommandId Id);

// The store. CommandFailed with FailureOutcome.NotDone promises that the place is untouched and stays so.

/// <summary>Reads the pointer to the current job. Answer: <see cref="CurrentJobRead"/>.</summary>
public sealed record ReadCurrentJob(CommandId Id) : ProtocolCommand(Id);

/// <summary>Points at another job. Answer: <see cref="CommandDone"/>, or <see cref="PlaceTaken"/> when it no longer says <paramref name="Replaces"/>.</summary>
public sealed record SetCurrentJob(CommandId Id, JobId Job, JobId? Replaces) : ProtocolCommand(Id);

/// <summary>Takes the job's lock, making the job's folder where it is missing. Answer: <see cref="CommandDone"/> or <see cref="LockRefused"/>.</summary>
public sealed record TakeLock(CommandId Id, JobId Job) : ProtocolCommand(Id);

/// <summary>Lets the job's lock go. Answer: <see cref="CommandDone"/>.</summary>
public sealed record ReleaseLock(CommandId Id, JobId Job) : ProtocolCommand(Id);

/// <summary>Answer: <see cref="HighestGenerationRead"/>.</summary>
public sealed record ReadHighestGeneration(CommandId Id, JobId Job) : ProtocolCommand(Id);

/// <summary>Creates the generation if absent. Answer: <see cref="CommandDone"/> or <see cref="PlaceTaken"/>.</summary>
public sealed record ClaimGeneration(CommandId Id, JobId Job, Generation Generation, OwnerId Owner) : ProtocolCommand(Id);

/// <summary>Answer: <see cref="SlotsListed"/>.</summary>
public sealed record ListSlots(CommandId Id, JobId Job) : ProtocolCommand(Id);

/// <summary>Makes what is found in a slot, and its folder, durable once more: the page cache is not the disk. Answer: <see cref="CommandDone"/>.</summary>
public sealed record SyncSlot(CommandId Id, JobId Job, Slot Slot) : ProtocolCommand(Id);

/// <summary>Answer: <see cref="SlotRead"/>.</summary>
public sealed record ReadSlot(CommandId Id, JobId Job, Slot Slot) : ProtocolCommand(Id);

/// <summary>Makes the manifest durable in its slot. Answer: <see cref="CommandDone"/> or <see cref="PlaceTaken"/>.</summary>
public sealed record WriteManifest(CommandId Id, JobId Job, CheckpointManifest Manifest) : ProtocolCommand(Id);

/// <summary>Makes a durable copy of the slot's manifest, replacing a damaged one. Answer: <see cref="CommandDone"/>.</summary>
public sealed record CopyManifest(CommandId Id, JobId Job, CheckpointManifest Manifest) : ProtocolCommand(Id);

/// <summary>Makes the settlement durable. Answer: <see cref="CommandDone"/> or <see cref="PlaceTaken"/>.</summary>
public sealed record WriteSettlement(CommandId Id, JobId Job, Slot Slot, Settlement Settlement) : ProtocolCommand(Id);

/// <summary>
/// Deletes the slots durably, oldest first (manifest, copy, settlement), and then the state files. Answer: <see cref="CommandDone"/>;
/// a failure is only reported, what is left goes with the next start.
/// </summary>
public sealed record Prune(CommandId Id, JobId Job, ImmutableArray<Slot> Slots, ImmutableArray<string> StateFiles) : ProtocolCommand(Id);

/// <summary>
/// Deletes state files of generations older than <paramref name="OlderThan"/> that are not in <paramref name="Named"/>.
/// Answer: <see cref="CommandDone"/>; a failure is only reported.
/// </summary>
public sealed record CollectUnnamed(CommandId Id, JobId Job, Generation OlderThan, ImmutableHashSet<string> Named) : ProtocolCommand(Id);

/// <summary>Makes the named state files of one job durable in the folder of another. Answer: <see cref="CommandDone"/>.</summary>
public sealed record ImportState(CommandId Id, JobId From, JobId To, ImmutableArray<StateFile> Files) : ProtocolCommand(Id);

// Connectors, during a start.

/// <summary>
/// Opens every connector: connects, learns schema and identity, touches nothing. Also makes resource names for the generation.
/// Answer: <see cref="ConnectorsOpened"/>. Open already: answer again, with the names of this generation.
/// </summary>
public sealed record OpenConnectors(CommandId Id, JobId Job, Generation Generation) : ProtocolCommand(Id);

/// <summary>Turns the configured start of a source without a position into numbers. Answer: <see cref="StartResolved"/>.</summary>
public sealed record ResolveStart(CommandId Id, string Source) : ProtocolCommand(Id);

/// <summary>Asks the target about a descriptor. Answer: <see cref="DescriptorAnswered"/>.</summary>
public sealed record AskDescriptor(CommandId Id, CommitDescriptor Descriptor) : ProtocolCommand(Id);

/// <summary>
/// Rolls the descriptor back under its own stamp, and reads what became of it. Answer: <see cref="DescriptorAnswered"/> with gone or
/// published.
/// </summary>
public sealed record RollBack(CommandId Id, CommitDescriptor Descriptor) : ProtocolCommand(Id);

/// <summary>
/// Ends what the job has of a sink that it goes no further with: publishes carried files at their carried length, lets go of the leave to
/// write over its output. It is its connector's business: the table may be one that the script does not know any more. Repeatable. Answer:
/// <see cref="CommandDone"/>.
/// </summary>
public sealed record CloseSink(CommandId Id, JobId Job, ClosedSink Sink) : ProtocolCommand(Id);

/// <summary>
/// Looks whether what a sink of a finished job wrote is still there. Answer: <see cref="CommandDone"/>; a failure says what is not, and is only
/// reported.
/// </summary>
public sealed record LookAtOutput(CommandId Id, ClosedSink Sink) : ProtocolCommand(Id);

/// <summary>Ends what older generations may still do under these names. Repeatable. Answer: <see cref="CommandDone"/>.</summary>
public sealed record FenceResources(CommandId Id, string Table, ImmutableArray<string> Names) : ProtocolCommand(Id);

/// <summary>
/// Finds out whether a sink could be recovered, touching nothing: carried files are there with at least their carried length, nothing
/// foreign is in the way. Answer: <see cref="CommandDone"/>; what is missing or in the way is not transient, with the ways out.
/// </summary>
/// <param name="Id">The command.</param>
/// <param name="Sink">Who.</param>
/// <param name="Carries">As of <see cref="RecoverSink"/>.</param>
/// <param name="Named">As of <see cref="RecoverSink"/>.</param>
/// <param name="IsNewJob">No rows of this job are anywhere yet.</param>
public sealed record CheckSink(
    CommandId Id, SinkId Sink, ImmutableArray<SinkCarry> Carries, ImmutableArray<SinkCarry> Named, bool IsNewJob) : ProtocolCommand(Id);

/// <summary>
/// Prepares a sink for its first row: initialises its own resources, ends or deletes what this job left that the manifest does not
/// name, cuts carried files to their carried length. The first carry is the one to go on with; the others go into the first
/// descriptors. A carried file that is already published at its carried length is taken as closed. Answer: <see cref="CommandDone"/>.
/// </summary>
/// <param name="Id">The command.</param>
/// <param name="Sink">Who.</param>
/// <param name="Carries">Those of old subtask ≡ this subtask modulo the parallelism.</param>
/// <param name="Named">Every carry of the table, so that no subtask deletes what another goes on with.</param>
public sealed record RecoverSink(
    CommandId Id, SinkId Sink, ImmutableArray<SinkCarry> Carries, ImmutableArray<SinkCarry> Named) : ProtocolCommand(Id);

/// <summary>Gives every operator its state. Answer: <see cref="CommandDone"/>.</summary>
public sealed record RestoreOperators(
    CommandId Id, ImmutableArray<StateFile> StateFiles, ImmutableSortedDictionary<string, long> Watermarks) : ProtocolCommand(Id);

/// <summary>Moves a source to its position, which it checks to exist still. Answer: <see cref="CommandDone"/>; gone is not transient.</summary>
/// <param name="Id">The command.</param>
/// <param name="Source">Who.</param>
/// <param name="Positions">Those of the whole source; a subtask takes the partitions that it reads.</param>
public sealed record RestoreSource(CommandId Id, SourceId Source, SourcePositions Positions) : ProtocolCommand(Id);

/// <summary>The start is complete: make a coordinator from <paramref name="Start"/>, let the tasks run. No answer.</summary>
public sealed record Run(CommandId Id, StartPoint Start) : ProtocolCommand(Id);

// Both machines.

/// <summary>
/// Makes the descriptor visible; idempotent. Answer: <see cref="CommandDone"/>. A transient failure is tried again with a new
/// command; say <see cref="FailureOutcome.Unknown"/> whenever the request may have reached the target.
/// </summary>
public sealed record Commit(CommandId Id, Slot Slot, CommitDescriptor Descriptor) : ProtocolCommand(Id);

/// <summary>Tells people. No answer.</summary>
/// <param name="Id">The command.</param>
/// <param name="Severity">What it means for the pipeline.</param>
/// <param name="Message">The fact and the hint.</param>
public sealed record Report(CommandId Id, ReportSeverity Severity, Failure Message) : ProtocolCommand(Id);

/// <summary>
/// Ends this generation: tasks stop, connectors close (which publishes nothing). Answer: <see cref="GenerationEnded"/>; after 30 s
/// without it the machine asks for <see cref="ExitProcess"/>. The machine gives no other command afterwards.
/// </summary>
/// <param name="Id">The command.</param>
/// <param name="Ending">How, and so which exit code.</param>
/// <param name="Cause">Why; null where nothing went wrong.</param>
/// <param name="RestartAfter">For a rewind: how long to wait before the next generation starts.</param>
/// <param name="History">To be given to the next generation's machines.</param>
public sealed record EndGeneration(
    CommandId Id, Ending Ending, Failure? Cause, TimeSpan RestartAfter, RestartHistory History) : ProtocolCommand(Id);

/// <summary>Something would not stop, and ending the process is all that helps. No answer.</summary>
public sealed record ExitProcess(CommandId Id, Failure Cause) : ProtocolCommand(Id);

// Rounds.

/// <summary>Asks whether a round would have anything to say. Answer: <see cref="ActivityReported"/>.</summary>
public sealed record ReportActivity(CommandId Id) : ProtocolCommand(Id);

/// <summary>
/// Begins a round: tell every source (barrier between polls) and, out of band, every aligner (<see cref="BarrierAligner.RoundStarted"/>).
/// Answers: a <see cref="BarrierPassed"/> of each source, a <see cref="TaskCaptured"/> or <see cref="CaptureFailed"/> of each task, a
/// <see cref="SinkCut"/> of each sink.
/// </summary>
public sealed record StartRound(CommandId Id, Epoch Epoch, RoundKind Kind) : ProtocolCommand(Id);

/// <summary>
/// Forgets a round: tell every source, aligner and sink out of band. Inputs are unblocked, cuts forgotten; nothing is discarded and
/// transactions stay open. No answer.
/// </summary>
public sealed record DropRound(CommandId Id, Epoch Epoch) : ProtocolCommand(Id);

/// <summary>
/// Flushes what lies before the cut until the target has acknowledged it, publishing nothing. Answer: <see cref="PreCommitted"/>.
/// After the cut, rows may only go where no descriptor of an unsettled slot points (Rule S).
/// </summary>
public sealed record PreCommit(CommandId Id, Epoch Epoch, RoundKind Kind, SinkId Sink) : ProtocolCommand(Id);

/// <summary>Writes what the task captured to durable files. Answer: <see cref="StateWritten"/>.</summary>
public sealed record WriteState(CommandId Id, Epoch Epoch, TaskId Task) : ProtocolCommand(Id);

/// <summary>
/// The slot is settled: its resources may carry other rows (Rule S). No answer.
/// </summary>
/// <param name="Id">The command.</param>
/// <param name="Epoch">The round.</param>
/// <param name="Slot">The settled slot.</param>
/// <param name="Uncertain">
/// Resources of which an answer to a commit was ever lost: each must be renewed (a producer initialised anew, say) before its next
/// use, or a late copy of the request would commit whatever is open by then.
/// </param>
public sealed record ReleaseResources(CommandId Id, Epoch Epoch, Slot Slot, ImmutableArray<ResourceName> Uncertain) : ProtocolCommand(Id);

/// <summary>Tells every source which positions are committed and settled, for acknowledgements outside. No answer.</summary>
public sealed record AcknowledgeSources(
    CommandId Id, Epoch Epoch, ImmutableSortedDictionary<string, SourcePositions> Positions) : ProtocolCommand(Id);
