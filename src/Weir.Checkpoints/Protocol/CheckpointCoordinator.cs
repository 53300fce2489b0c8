using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Runs the rounds of one generation (docs/checkpoints.md, a round): barrier, captures and cuts, pre-commit, state files, manifest,
/// copy, commits, settlement; then the releases that Rule S allows. Decides what becomes of the generation when something fails.
/// </summary>
/// <remarks>
/// Invariants. One round at a time, and only while the newest slot is settled. A commit is asked for only after the manifest and its
/// copy are durable. From the first attempt at the manifest on, nothing of the epoch is rolled back. After <see cref="EndGeneration"/>
/// no command follows but <see cref="ExitProcess"/>.
/// </remarks>
public sealed class CheckpointCoordinator : IProtocolMachine
{
    private readonly StartPoint _start;
    private readonly JobTopology _topology;
    private readonly CoordinatorOptions _options;
    private readonly ProtocolFaults _faults;
    private readonly CommandBook _book;
    private readonly SlotLedger _ledger;
    private readonly GenerationEnding _ending;
    private readonly HashSet<SourceId> _running;

    /// <summary>Carries of sinks that do not take part now: dead letters of a table that drops them for a while, say. They are carried on.</summary>
    private readonly ImmutableArray<SinkCarry> _idle;
    private CoordinatorPhase _phase = CoordinatorPhase.New;
    private CheckpointRound? _round;
    private Slot _slot;
    private Epoch _epoch;
    private TimeSpan _now;
    private TimeSpan? _roundDue;
    private TimeSpan? _notBefore;
    private TimeSpan? _alignDue;
    private TimeSpan? _noticeDue;
    private TimeSpan? _stopDue;
    private Attempt? _asking;
    private Attempt? _pruning;
    private int _drops;
    private bool _requested;
    private bool _degraded;

    public CheckpointCoordinator(StartPoint start, JobTopology topology, CoordinatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(options);
        _start = start;
        _topology = topology;
        _options = options;
        _faults = options.Faults;
        _book = new(options, start.LastCommand);
        _ending = new(_book, options);
        _ledger = new(start.Slots, options.SlotsKept, _faults);
        _running = [.. topology.Sources.Select(s => s.Id)];
        _idle = _faults.IdleCarriesForgotten ? [] : [.. start.Manifest.Carries.Where(c => topology.Sinks.All(s => s.Id.Table != c.Table))];
        _slot = start.Manifest.Slot;
        SettledSlot = _slot;
        _epoch = start.Manifest.Epoch;
    }

    /// <summary>The running round; default between rounds.</summary>
    public Epoch RunningEpoch => _round?.Epoch ?? default;

    /// <summary>The newest settled slot.</summary>
    public Slot SettledSlot { get; private set; }

    public TimeSpan? NextDeadline
    {
        get
        {
            if (_ending.HasBegun)
            {
                return _ending.Due;
            }

            var next = Earlier(Earlier(_book.NextDue, _stopDue), Earlier(_alignDue, _noticeDue));
            return _phase == CoordinatorPhase.Idle && _asking is null ? Earlier(next, WantsRound() is null ? _roundDue : _notBefore) : next;
        }
    }

    public string WaitsFor => _phase switch
    {
        _ when _ending.IsOver => "nothing",
        _ when _ending.HasBegun => "tasks to end and connectors to close",
        CoordinatorPhase.New => "the first event",
        CoordinatorPhase.Idle => "the next round",
        CoordinatorPhase.Aligning => _round!.Missing(),
        _ => string.Join(", ", _book.Outstanding.Select(a => CommandTexts.Describe(a.Command))),
    };

    public IReadOnlyList<ProtocolCommand> Handle(ProtocolEvent happened, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(happened);
        _now = now;
        _book.BeginCall(now);
        if (_ending.HasBegun)
        {
            _ending.Handle(happened, now);
            return _book.Commands;
        }

        if (_phase == CoordinatorPhase.New)
        {
            _phase = CoordinatorPhase.Idle;
            _roundDue = now + _options.Interval;
        }

        HandleEvent(happened);
        if (!_ending.HasBegun)
        {
            HandleTime();
        }

        if (!_ending.HasBegun)
        {
            BeginRoundWhenWanted();
        }

        return _book.Commands;
    }

    private void HandleEvent(ProtocolEvent happened)
    {
        switch (happened)
        {
            case BarrierPassed e when IsAligning(e.Epoch):
                _round!.Passed(e.Source, e.Positions, e.Watermark);
                PreCommitWhenAligned();
                break;
            case TaskCaptured e when IsAligning(e.Epoch):
                _round!.Captured(e.Task, e.Watermark);
                PreCommitWhenAligned();
                break;
            case SinkCut e when IsAligning(e.Epoch):
                _round!.Cut(e.Sink);
                PreCommitWhenAligned();
                break;
            case TaskInputDelivered e when IsAligning(e.Epoch):
                _round!.Delivered(e.Task, e.Input);
                break;
            case SinkInputDelivered e when IsAligning(e.Epoch):
                _round!.Delivered(e.Sink, e.Input);
                break;
            case CaptureFailed e when IsAligning(e.Epoch):
                DropRound(new($"task \"{e.Task}\" could not capture its state: {e.Failure.Message}", e.Failure.Hint, IsTransient: true));
                break;
            case SourceEnded e:
                _running.Remove(e.Source);
                break;
            case CheckpointRequested:
                _requested = true;
                break;
            case StopRequested when _stopDue is not null:
                End(Ending.Quit, new("stopped a second time", "the next start goes on from the last checkpoint"));
                break;
            case StopRequested:
                _stopDue = _now + _options.StopLimit - _options.StopEndLimit;
                _ending.StopBy = _now + _options.StopLimit;
                break;
            case ParticipantFailed e when !(_faults.RewindLeftOut && e.Failure.IsTransient):
                Fail(e.Failure with { Message = $"{e.Who}: {e.Failure.Message}" });
                break;
            case ActivityReported e when _book.Take(e.Id) is not null:
                _asking = null;
                _roundDue = _now + _options.Interval;
                if ((e.Moved || e.PendingWork) && _phase == CoordinatorPhase.Idle && WantsRound() is null)
                {
                    BeginRound(RoundKind.Regular);
                }

                break;
            case PreCommitted e when _book.Take(e.Id) is not null:
                _round!.Descriptors.AddRange(e.Descriptors);
                if (e.Carry is { } carry)
                {
                    _round.Carries.Add(carry);
                }

                WriteManifestWhenPrepared();
                break;
            case StateWritten e when _book.Take(e.Id) is not null:
                _round!.StateFiles.AddRange(e.Files);
                WriteManifestWhenPrepared();
                break;
            case CommandDone e when _book.Take(e.Id) is { } attempt:
                Succeeded(attempt);
                break;
            case PlaceTaken e when _book.Take(e.Id) is { } attempt:
                Taken(attempt, e);
                break;
            case CommandFailed e when _book.Take(e.Id) is { } attempt:
                Failed(attempt, e);
                break;
        }
    }

    private void HandleTime()
    {
        if (_stopDue <= _now)
        {
            End(Ending.Quit, new(
                $"no last checkpoint within {(_options.StopLimit - _options.StopEndLimit).TotalSeconds:0} s, waiting for {WaitsFor}", "the next start goes on from the last checkpoint"));
        }
        else if (_alignDue <= _now)
        {
            DropRound(new("the barrier did not get through in time", null, IsTransient: true));
        }
        else if (_noticeDue <= _now)
        {
            _noticeDue = null;
            Degrade(new($"the checkpoint of epoch {_round!.Epoch} waits for {WaitsFor}", "no further checkpoint until then; rows wait"));
        }
    }

    // Step 1: admit.

    /// <summary>The kind of round that is wanted without asking whether anything moved; null when none is.</summary>
    private RoundKind? WantsRound() =>
        _running.Count == 0 ? RoundKind.Final
        : _stopDue is not null ? RoundKind.Stop
        : _requested ? RoundKind.Regular
        : null;

    private void BeginRoundWhenWanted()
    {
        if (_phase != CoordinatorPhase.Idle || _notBefore > _now)
        {
            return;
        }

        if (WantsRound() is { } kind)
        {
            BeginRound(kind);
        }
        else if (_asking is null && _roundDue <= _now)
        {
            _asking = _book.Ask(id => new ReportActivity(id));
        }
    }

    private void BeginRound(RoundKind kind)
    {
        _requested = false;
        _notBefore = null;
        _epoch = _epoch.Next;
        _round = new(_epoch, kind, _topology, _now);
        _phase = CoordinatorPhase.Aligning;
        _alignDue = _now + CommandBook.Doubled(_options.AlignLimit, _drops, _options.AlignLimitMax);
        _roundDue = _now + _options.Interval;
        var round = _round;
        _book.Tell(id => new StartRound(id, round.Epoch, round.Kind));
    }

    // Steps 2 and 3: barrier, captures and cuts.

    private bool IsAligning(Epoch epoch) => _phase == CoordinatorPhase.Aligning && epoch == _round!.Epoch;

    private void DropRound(Failure cause)
    {
        var missing = _round!.Missing();
        var epoch = _round.Epoch;
        _book.Tell(id => new DropRound(id, epoch));
        _drops++;
        _round = null;
        _alignDue = null;
        _phase = CoordinatorPhase.Idle;
        _notBefore = _now + CommandBook.Doubled(_options.Backoff, _drops - 1, _options.BackoffMax);
        _roundDue = _roundDue > _notBefore ? _roundDue : _notBefore;
        if (_faults.GapsInSlots)
        {
            _slot = _slot.Next;
        }

        var message = cause with
        {
            Message = $"dropped the checkpoint of epoch {epoch}, {_drops} in a row: {cause.Message}{(missing.Length > 0 ? ": " : "")}{missing}",
            Hint = cause.Hint ?? "look at what holds it up; nothing is lost",
        };
        if (_drops >= _options.DropsUntilDegraded)
        {
            Degrade(message);
        }
        else
        {
            _book.Tell(id => new Report(id, ReportSeverity.Warning, message));
        }
    }

    // Steps 4 and 5: pre-commit and state files.

    private void PreCommitWhenAligned()
    {
        if (!_round!.IsAligned)
        {
            return;
        }

        _phase = CoordinatorPhase.Preparing;
        _alignDue = null;
        _drops = 0;
        _noticeDue = _now + _options.AlignLimit;
        var round = _round;
        foreach (var sink in _topology.Sinks)
        {
            _book.Ask(id => new PreCommit(id, round.Epoch, round.Kind, sink.Id), sink);
        }

        foreach (var task in _topology.Tasks)
        {
            if (task.HasState)
            {
                _book.Ask(id => new WriteState(id, round.Epoch, task.Id), task);
            }
        }

        WriteManifestWhenPrepared();
    }

    private void WriteManifestWhenPrepared()
    {
        if (_phase != CoordinatorPhase.Preparing || IsAnyOpen<PreCommit>() || IsAnyOpen<WriteState>())
        {
            return;
        }

        var round = _round!;
        _slot = _slot.Next;
        round.Manifest = new()
        {
            Job = _start.Job,
            Slot = _slot,
            Epoch = round.Epoch,
            Generation = _start.Generation,
            Owner = _start.Owner,
            Kind = round.Kind == RoundKind.Final ? ManifestKind.Final : ManifestKind.Round,
            Positions = round.JoinedPositions(),
            StateFiles = [.. round.StateFiles.OrderBy(f => f.Path, StringComparer.Ordinal)],
            Watermarks = round.Watermarks(),
            Descriptors = [.. round.Descriptors],
            Carries = [.. round.Carries, .. _idle],
            Resources = _start.Manifest.Resources,
            Targets = _start.Manifest.Targets,
            TransactionalTables = _start.Manifest.TransactionalTables,
            Script = _start.Manifest.Script,
        };
        if (_faults.CommitEarly)
        {
            BeginCommits();
        }
        else if (_faults.CopyBeforeManifest)
        {
            BeginCopy();
        }
        else
        {
            BeginManifest();
        }
    }

    // Step 6: manifest, and its copy before the first commit.

    private void BeginManifest()
    {
        var manifest = _round!.Manifest!;
        _phase = CoordinatorPhase.WritingManifest;
        _book.Ask(id => new WriteManifest(id, _start.Job, manifest));
    }

    private void BeginCopy()
    {
        var manifest = _round!.Manifest!;
        _phase = CoordinatorPhase.Copying;
        _book.Ask(id => new CopyManifest(id, _start.Job, manifest));
    }

    // Step 7: commits.

    private void BeginCommits()
    {
        var manifest = _round!.Manifest!;
        _phase = CoordinatorPhase.Committing;
        foreach (var descriptor in manifest.Descriptors)
        {
            _book.Ask(id => new Commit(id, manifest.Slot, descriptor), descriptor);
        }

        SettleWhenCommitted();
    }

    private void SettleWhenCommitted()
    {
        if (IsAnyOpen<Commit>())
        {
            return;
        }

        if (_faults.CommitEarly && _phase == CoordinatorPhase.Committing)
        {
            BeginManifest();
            return;
        }

        if (_faults.AcknowledgedBeforeSettled)
        {
            Acknowledge();
        }

        if (_faults.NoRuleS)
        {
            Settled();
            return;
        }

        _phase = CoordinatorPhase.Settling;
        var slot = _round!.Manifest!.Slot;
        _book.Ask(id => new WriteSettlement(id, _start.Job, slot, new(SettlementKind.Done, _start.Generation, _start.Owner)));
    }

    // Step 8: settled.

    private void Settled()
    {
        var round = _round!;
        var manifest = round.Manifest!;
        SettledSlot = manifest.Slot;
        _ledger.Add(manifest);
        _ending.ForgetHistory();
        _noticeDue = null;
        ImmutableArray<ResourceName> uncertain = _faults.NoReinit ? [] : [.. round.Uncertain.Distinct()];
        _book.Tell(id => new ReleaseResources(id, round.Epoch, manifest.Slot, uncertain));
        if (!_faults.AcknowledgedBeforeSettled && !_faults.NoRuleS)
        {
            Acknowledge();
        }

        BeginPruning();
        if (_degraded)
        {
            _degraded = false;
            _book.Tell(id => new Report(id, ReportSeverity.Recovered, new($"epoch {round.Epoch} is committed")));
        }

        _round = null;
        _phase = CoordinatorPhase.Idle;
        if (round.Kind == RoundKind.Final)
        {
            End(Ending.Finished, null);
        }
        else if (round.Kind == RoundKind.Stop)
        {
            End(Ending.Stopped, null);
        }
    }

    private void Acknowledge()
    {
        var manifest = _round!.Manifest!;
        _book.Tell(id => new AcknowledgeSources(id, manifest.Epoch, manifest.Positions));
    }

    private void BeginPruning()
    {
        if (_pruning is not null)
        {
            return;
        }

        var (slots, files) = _ledger.Superfluous($"state/{_start.Generation}-{_round!.Epoch}/");
        if (slots.Length > 0 || files.Length > 0)
        {
            _pruning = _book.Ask(id => new Prune(id, _start.Job, slots, files));
        }
    }

    // Answers.

    private void Succeeded(Attempt attempt)
    {
        switch (attempt.Command)
        {
            case WriteManifest when _faults.CommitEarly:
                BeginCopy();
                break;
            case WriteManifest when _faults.CopyBeforeManifest:
                BeginCommits();
                break;
            case WriteManifest:
                BeginCopy();
                break;
            case CopyManifest when _faults.CopyBeforeManifest && _phase == CoordinatorPhase.Copying:
                BeginManifest();
                break;
            case CopyManifest when _faults.CommitEarly:
                SettleWhenCommitted();
                break;
            case CopyManifest:
                BeginCommits();
                break;
            case Commit c:
                NoteLostAnswer(attempt, c);
                SettleWhenCommitted();
                break;
            case WriteSettlement:
                Settled();
                break;
            case Prune p:
                _pruning = null;
                _ledger.Pruned(p.Slots);
                break;
        }
    }

    private void NoteLostAnswer(Attempt attempt, Commit commit)
    {
        if (attempt.AnswerLost)
        {
            _round!.Uncertain.Add(new(commit.Descriptor.Table, commit.Descriptor.Resource));
        }
    }

    private void Taken(Attempt attempt, PlaceTaken taken)
    {
        var what = attempt.Command is WriteSettlement ? "the settlement of slot" : "slot";
        var by = taken.Settlement is { } s ? s.Generation : taken.Generation;
        End(Ending.Superseded, new(
            $"{what} {_slot} is taken{(by == default ? "" : $" by generation {by}")}: a newer start owns job \"{_start.Job}\"",
            "this process stops and touches nothing; look for the other one"));
    }

    private void Failed(Attempt attempt, CommandFailed failed)
    {
        var failure = failed.Failure;
        switch (attempt.Command)
        {
            case ReportActivity:
                _asking = null;
                _roundDue = _now + _options.Interval;
                break;
            case Prune:
                _pruning = null;
                _book.Tell(id => new Report(id, ReportSeverity.Warning, failure with { Message = $"could not prune old checkpoints: {failure.Message}" }));
                break;
            case WriteManifest when failed.Outcome == FailureOutcome.Unknown:
                End(Ending.Rewind, failure with { Message = $"nobody knows whether slot {_slot} was written: {failure.Message}" });
                break;
            case WriteState or WriteManifest when failure.IsDiskFull:
                Again(attempt, failed);
                break;
            case CopyManifest or WriteSettlement:
                Again(attempt, failed);
                break;
            case Commit c when failure.IsTransient:
                Again(attempt, failed);
                break;
            case Commit c:
                End(Ending.Failed, failure with
                {
                    Message = $"could not commit epoch {_round!.Epoch} to \"{c.Descriptor.Table}\": {failure.Message}",
                    Hint = failure.Hint ?? "epoch is decided; the next start commits it",
                });
                break;
            default:
                Fail(failure);
                break;
        }
    }

    private void Again(Attempt attempt, CommandFailed failed)
    {
        if (!_book.Again(attempt, failed, _now))
        {
            End(Ending.Failed, failed.Failure with { Hint = failed.Failure.Hint ?? "free some space and start again" });
        }
        else if (attempt.Failures == _options.DropsUntilDegraded)
        {
            Degrade(failed.Failure with { Message = $"{CommandTexts.Describe(attempt.Command)} failed {attempt.Failures} times: {failed.Failure.Message}" });
        }
    }

    // Ends.

    /// <summary>Rewind for what may go away by itself, the end of the pipeline for what will not.</summary>
    private void Fail(Failure failure) => End(failure.IsTransient || failure.IsDiskFull ? Ending.Rewind : Ending.Failed, failure);

    private void End(Ending ending, Failure? cause)
    {
        if (_ending.HasBegun)
        {
            return;
        }

        if (_faults.RollbackDecided && ending == Ending.Rewind && _phase == CoordinatorPhase.Committing)
        {
            foreach (var descriptor in _book.Outstanding.Select(a => a.Command).OfType<Commit>().Select(c => c.Descriptor).ToList())
            {
                _book.Tell(id => new RollBack(id, descriptor));
            }
        }

        _ending.Begin(ending, cause, _now);
    }

    private void Degrade(Failure message)
    {
        _degraded = true;
        _book.Tell(id => new Report(id, ReportSeverity.Degraded, message));
    }

    private bool IsAnyOpen<TCommand>()
        where TCommand : ProtocolCommand
    {
        foreach (var attempt in _book.Outstanding)
        {
            if (attempt.Command is TCommand)
            {
                return true;
            }
        }

        return false;
    }

    private static TimeSpan? Earlier(TimeSpan? a, TimeSpan? b) => a is null ? b : b is null || a <= b ? a : b;
}
