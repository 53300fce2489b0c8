using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// The start of a generation (docs/checkpoints.md, start and recovery): lock, generation, slots, comparison with the script,
/// connectors, what the newest slot left undone, the start manifest, sinks, operators, sources. Ends with <see cref="Run"/> or
/// <see cref="EndGeneration"/>. Every step may be repeated by the next start, so it may be killed anywhere.
/// </summary>
/// <remarks>
/// Each step gives some commands and names the step that follows when all of them are answered; so the order of the methods below is
/// the order of the protocol.
/// </remarks>
public sealed class RecoveryMachine : IProtocolMachine
{
    private readonly RecoveryOptions _options;
    private readonly ProtocolFaults _faults;
    private readonly CommandBook _book;
    private readonly GenerationEnding _ending;
    private Action? _then;
    private TimeSpan _now;
    private bool _isRunning;
    private bool _isTaken;
    private readonly JobEntrance _job;
    private readonly UnsettledSlot _unsettled;
    private readonly SinkSteps _sinks;
    private Generation _generation;
    private ImmutableArray<SlotListing> _listed = [];
    private StoredSlots _slots = new();
    private SlotContent? _newest;
    private CheckpointManifest? _base;
    private CheckpointManifest? _copied;
    private Slot? _undone;
    private Failure? _begins;
    private ImmutableSortedSet<string> _droppedSinks = [];
    private ImmutableSortedSet<string> _droppedSources = [];
    private ImmutableSortedDictionary<string, string> _targets = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
    private ImmutableArray<ResourceName> _resources = [];
    private ImmutableSortedDictionary<string, SourcePositions> _positions =
        ImmutableSortedDictionary.Create<string, SourcePositions>(StringComparer.Ordinal);

    private CheckpointManifest? _start;

    public RecoveryMachine(RecoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _faults = options.Faults;
        _book = new(options.Limits);
        _ending = new(_book, options.Limits);
        _job = new(options, _book, next => _then = next, End);
        _sinks = new(options.Topology, _book);
        _unsettled = new(options, _book, next => _then = next, End)
        {
            Job = () => _job.Job,
            Listed = () => _listed,
            ListAgain = List,
            Fence = _sinks.Fence,
            Superseded = EndSuperseded,
        };
        _then = () => _job.Enter(Look);
    }

    public TimeSpan? NextDeadline => _ending.HasBegun ? _ending.Due : _book.NextDue;

    public string WaitsFor =>
        _isRunning || _ending.IsOver ? "nothing"
        : _ending.HasBegun ? "tasks to end and connectors to close"
        : string.Join(", ", _book.Outstanding.Select(a => CommandTexts.Describe(a.Command)));

    private bool IsUnsettled => _newest is not null && _slots.IsUnsettled(_newest);

    /// <summary>The job is left for a new one, and what of it cannot be found is not missed (<c>--fresh --accept-lost-rows</c>).</summary>
    private bool GivesUp => _job.IsClosing && _options.AcceptLostRows;

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

        HandleEvent(happened);
        while (!_isRunning && !_ending.HasBegun && !_book.HasOpen && _then is { } next)
        {
            _then = null;
            next();
        }

        return _book.Commands;
    }

    private void HandleEvent(ProtocolEvent happened)
    {
        switch (happened)
        {
            case CommandDone e when _book.Take(e.Id) is { } attempt:
                if (attempt.Command is Commit)
                {
                    _unsettled.Committed();
                }

                break;
            case CurrentJobRead e when _book.Take(e.Id) is not null:
                _job.CurrentRead(e.Current);
                break;
            case LockRefused e when _book.Take(e.Id) is not null:
                End(Ending.Refused, new($"job \"{_job.Job}\" is already running: {e.Holder}", "stop that process first"));
                break;
            case HighestGenerationRead e when _book.Take(e.Id) is not null:
                _generation = e.Generation.Next;
                break;
            case SlotsListed e when _book.Take(e.Id) is not null:
                _listed = e.Slots;
                break;
            case SlotRead e when _book.Take(e.Id) is not null:
                _slots.Add(e.Content);
                break;
            case ConnectorsOpened e when _book.Take(e.Id) is not null:
                _targets = e.Targets;
                _resources = e.Resources;
                break;
            case StartResolved e when _book.Take(e.Id) is { } attempt:
                _positions = _positions.SetItem((string)attempt.Subject!, e.Positions);
                break;
            case DescriptorAnswered e when _book.Take(e.Id) is { } attempt:
                _unsettled.Answered(attempt, e.State);
                break;
            case PlaceTaken e when _book.Take(e.Id) is { } attempt:
                Taken(attempt.Command, e);
                break;
            case CommandFailed e when _book.Take(e.Id) is { } attempt:
                Failed(attempt, e);
                break;
            case ParticipantFailed e:
                End(e.Failure.IsTransient ? Ending.Rewind : Ending.Failed, e.Failure with { Message = $"{e.Who}: {e.Failure.Message}" });
                break;
            case StopRequested:
                End(Ending.Stopped, null);
                break;
        }
    }

    // Step 1: the job, its lock, the generation.

    /// <summary>A finished job that is started again writes nothing, not even a generation.</summary>
    private void Look()
    {
        if (_job.IsClosing)
        {
            ReadGeneration();
            return;
        }

        _book.Ask(id => new ListSlots(id, _job.Job));
        _then = () =>
        {
            if (_listed.IsEmpty)
            {
                ReadGeneration();
                return;
            }

            _slots = new();
            _book.Ask(id => new ReadSlot(id, _job.Job, _listed[^1].Slot));
            _then = () =>
            {
                if (_slots[_listed[^1].Slot] is { Manifest: { IsFinished: true } manifest, Settlement.Kind: SettlementKind.Done })
                {
                    EndFinished(manifest);
                }
                else
                {
                    ReadGeneration();
                }
            };
        };
    }

    private void ReadGeneration()
    {
        _book.Ask(id => new ReadHighestGeneration(id, _job.Job));
        _then = Claim;
    }

    private void Claim()
    {
        _isTaken = false;
        _book.Ask(id => new ClaimGeneration(id, _job.Job, _generation, _options.Owner));
        _then = () => (_isTaken ? (Action)ReadGeneration : List)();
    }

    // Step 2: the slots.

    private void List()
    {
        _slots = new();
        _newest = null;
        _base = null;
        _unsettled.Forget();
        _undone = null;
        _positions = _positions.Clear();
        _book.Ask(id => new ListSlots(id, _job.Job));
        _then = Sync;
    }

    /// <summary>What the page cache shows may not be on the disk: nothing found is acted on before it is synced again.</summary>
    private void Sync()
    {
        if (!_faults.FoundNotSynced)
        {
            foreach (var listed in _listed)
            {
                _book.Ask(id => new SyncSlot(id, _job.Job, listed.Slot));
            }
        }

        _then = Read;
    }

    private void Read()
    {
        foreach (var listed in _listed)
        {
            _book.Ask(id => new ReadSlot(id, _job.Job, listed.Slot));
        }

        _then = Examine;
    }

    // Step 3: the script.

    private void Examine()
    {
        if (_listed.Any(l => (l.HasManifest || l.HasCopy) && _slots[l.Slot] is { Manifest: null, Damage: null }))
        {
            // Pruned between the listing and the reading: somebody else is at work, and further on.
            List();
            return;
        }

        var hasTransactional = _options.Topology.Sinks.Any(s => s.Kind == SinkKind.Transactional);
        if (_slots.FindNewest(hasTransactional, out _newest, out var passedOver) is { } unreadable)
        {
            RefuseOrGiveUp(unreadable);
            return;
        }

        if (_newest?.Manifest is { } found && found.Generation > _generation)
        {
            EndSuperseded($"slot {found.Slot}", found.Generation);
            return;
        }

        if (passedOver is not null)
        {
            Warn(new(passedOver, $"no sink is transactional, so the job goes on from slot {_newest!.Slot}"));
        }

        if (_newest is { SettlementDamage: { } damage, Manifest.Descriptors.Length: > 0 } && IsUnsettled)
        {
            RefuseOrGiveUp(new(damage, StoredSlots.GiveUpHint));
            return;
        }

        if (_job.IsClosing && _options.FromCheckpoint is { } wanted
            && (_slots.FindCopied(wanted, out _copied) ?? ScriptComparison.OfScripts(_copied!, false, _options.Script, _options.AllowStateDrop).Refusal) is { } missing)
        {
            End(Ending.Refused, missing);
            return;
        }

        if (_newest is null && _job.IsClosing)
        {
            SwitchJob();
            return;
        }

        var manifest = _newest?.Manifest ?? _copied;
        if (_newest is { Manifest.IsFinished: true } && !IsUnsettled)
        {
            EndFinished(_newest.Manifest);
            return;
        }

        if (manifest is not null && !_job.IsClosing && !Follow(
            ScriptComparison.OfScripts(manifest, IsUnsettled, _options.Script, _options.AllowStateDrop)))
        {
            return;
        }

        Open();
    }

    /// <summary>What a slot covers cannot be told: the start is refused, or the job is left as it lies.</summary>
    private void RefuseOrGiveUp(Failure unreadable)
    {
        if (GivesUp && _options.FromCheckpoint is null)
        {
            Warn(new($"what the newest checkpoint of job \"{_job.Job}\" decided and did not publish is lost, as told to accept: {unreadable.Message}"));
            SwitchJob();
        }
        else
        {
            End(Ending.Refused, unreadable);
        }
    }

    private void EndFinished(CheckpointManifest manifest)
    {
        if (_job.IsClosing)
        {
            SwitchJob();
        }
        else if (manifest.Script.IsSameAs(_options.Script))
        {
            // What has finished may have been removed since; that is said, and changes nothing.
            _sinks.Look(manifest);
            _then = () => End(Ending.Finished, new($"the job was finished at epoch {manifest.Epoch}, nothing to do", "--fresh runs it again"));
        }
        else
        {
            End(Ending.Refused, new("the job is finished, and the script has changed since", "--fresh runs the new script"));
        }
    }

    /// <summary>Follows a comparison: ends, or warns and notes what is dropped.</summary>
    private bool Follow(ScriptComparison comparison)
    {
        if (comparison.Refusal is { } refusal)
        {
            End(Ending.Refused, refusal);
            return false;
        }

        foreach (var warning in comparison.Warnings)
        {
            Warn(warning);
        }

        _droppedSinks = _droppedSinks.Union(comparison.DroppedSinks);
        _droppedSources = _droppedSources.Union(comparison.DroppedSources);
        return true;
    }

    // Step 4: connectors.

    private void Open()
    {
        _book.Ask(id => new OpenConnectors(id, _job.Job, _generation));
        _then = CompareTargets;
    }

    private void CompareTargets()
    {
        var manifest = _newest?.Manifest ?? _copied;
        if (manifest is not null && !_job.IsClosing && !Follow(
            ScriptComparison.OfTargets(manifest, IsUnsettled, _options.Script, _targets, _options.AllowStateDrop)))
        {
            return;
        }

        _base = manifest;
        if (_newest?.Manifest is not { Descriptors.Length: > 0 } newest || !IsUnsettled)
        {
            CheckTargets();
        }
        else if (_faults.OldManifest)
        {
            _base = _slots[newest.Slot.Previous]?.Manifest;
            CheckTargets();
        }
        else
        {
            _unsettled.Settle(_newest, _generation, GivesUp, FollowOutcome);
        }
    }

    // Step 5: what the newest slot left undone.

    private void FollowOutcome()
    {
        if (_unsettled.Outcome == DescriptorOutcome.Undone)
        {
            var undone = _newest!.Slot;
            if (_slots[undone.Previous]?.Manifest is not { } earlier)
            {
                End(Ending.Refused, new(
                    $"slot {undone} was undone, and slot {undone.Previous} before it cannot be read: {_slots[undone.Previous]?.Damage ?? "it is not there"}",
                    StoredSlots.GiveUpHint));
                return;
            }

            if (_options.FromCheckpoint == undone && _job.IsClosing)
            {
                End(Ending.Refused, StoredSlots.WasUndone(undone));
                return;
            }

            _undone = undone;
            _base = earlier;
        }

        CheckTargets();
    }

    /// <summary>
    /// Everything is found before anything is published, ended or deleted: the carried files of a job that goes on, and the targets of the
    /// one that is to begin when this one is left.
    /// </summary>
    private void CheckTargets()
    {
        var carries = _job.IsClosing ? StartManifest.CopiedCarries(_copied, _options.Topology) : CarriesOfStart();
        _sinks.Check(carries, isNewJob: _job.IsClosing || _newest is null);
        if (_job.IsClosing && _copied is { } copied)
        {
            foreach (var source in _options.Topology.Sources)
            {
                if (copied.Positions.TryGetValue(source.Id.Table, out var positions))
                {
                    _book.Ask(id => new RestoreSource(id, source.Id, positions));
                }
            }
        }

        _then = CloseDropped;
    }

    private ImmutableArray<SinkCarry> CarriesOfStart() =>
        _newest is null && _copied is not null ? StartManifest.CopiedCarries(_copied, _options.Topology)
        : [.. (_base?.Carries ?? []).Where(carry => !_droppedSinks.Contains(carry.Table))];

    // Step 6: the start manifest.

    private void CloseDropped()
    {
        if (_copied is null || _job.IsClosing)
        {
            _sinks.Close(_job.Job, ClosedSink.Of(_base, _job.IsClosing, _droppedSinks));
        }

        _then = Resolve;
    }

    private void Resolve()
    {
        _positions = _base?.Positions ?? _positions.Clear();
        if (!_job.IsClosing)
        {
            var sources = _options.Topology.Sources.Select(s => s.Id.Table).Distinct(StringComparer.Ordinal).ToList();
            _positions = _positions.RemoveRange(_positions.Keys.Where(p => !sources.Contains(p) || _droppedSources.Contains(p)));
            foreach (var source in sources)
            {
                if (!_positions.ContainsKey(source) || _faults.StartResolvedAgain)
                {
                    _book.Ask(id => new ResolveStart(id, source), source);
                }
            }

            if (_copied is { StateFiles.Length: > 0 } copied)
            {
                _book.Ask(id => new ImportState(id, copied.Job, _job.Job, copied.StateFiles));
            }
        }

        _then = WriteStart;
    }

    private void WriteStart()
    {
        _start = new StartManifest
        {
            Job = _job.Job,
            Slot = _faults.NoStartManifest ? _slots.Highest : _slots.Highest.Next,
            Generation = _generation,
            Options = _options,
            Base = _base,
            IsClosing = _job.IsClosing,
            Newest = _newest?.Manifest,
            IsNewestUnsettled = IsUnsettled,
            Copied = _job.IsClosing ? null : _copied,
            Undone = _undone,
            UndoReason = _unsettled.Reason?.Message,
            DroppedSinks = _droppedSinks,
            Positions = _positions,
            Targets = _targets,
            Resources = _resources,
            HighestEpoch = _slots.HighestEpoch,
        }.Build();
        if (_faults.NoStartManifest)
        {
            FenceOlder();
            return;
        }

        _isTaken = false;
        var manifest = _start;
        _book.Ask(id => new WriteManifest(id, _job.Job, manifest));
        _then = () =>
        {
            if (_isTaken)
            {
                List();
            }
            else
            {
                _job.PointToNew(FenceOlder);
            }
        };
    }

    // Step 7: sinks.

    private void FenceOlder()
    {
        // Not before the pointer has moved: until then the new job may be refused.
        if (_begins is { } begins)
        {
            _begins = null;
            _book.Tell(id => new Report(id, ReportSeverity.Information, begins));
        }

        _sinks.Fence(_start!.ToFence);
        if (!_slots.HasUnreadable && !_faults.NoStartManifest)
        {
            var named = _slots.Known().SelectMany(s => s.StateFiles).Concat(_start.StateFiles.Select(f => f.Path))
                .ToImmutableHashSet(StringComparer.Ordinal);
            _book.Ask(id => new CollectUnnamed(id, _job.Job, _generation, named));
        }

        _then = RecoverSinks;
    }

    private void RecoverSinks()
    {
        // The sinks of a job that is left were closed before; those of now belong to the next job.
        if (!_job.IsClosing)
        {
            _sinks.Recover(_start!.Carries);
        }

        _then = _faults.NoStartManifest ? RestoreState : SettleStart;
    }

    private void SettleStart()
    {
        var manifest = _start!;
        _book.Ask(id => new CopyManifest(id, _job.Job, manifest));
        _then = () =>
        {
            _book.Ask(id => new WriteSettlement(id, _job.Job, manifest.Slot, new(SettlementKind.Done, _generation, _options.Owner)));
            _then = _job.IsClosing ? SwitchJob : RestoreState;
        };
    }

    // The end of a closed job: a new one begins.

    private void SwitchJob()
    {
        var old = _job.Job;
        var next = _options.NewJob;
        _begins = _copied is { } copied
            ? new(
                $"job \"{next}\" goes on from checkpoint {copied.Slot} of job \"{old}\"",
                $"rows that were published after its epoch {copied.Epoch} will be published again")
            : new($"job \"{next}\" begins anew", _options.Overwrites ? $"what job \"{old}\" wrote where this one writes is replaced" : $"what job \"{old}\" published stays");
        _job.Switch(() =>
        {
            _droppedSinks = _droppedSinks.Clear();
            _droppedSources = _droppedSources.Clear();
            ReadGeneration();
        });
    }

    // Step 8: operators, then sources.

    private void RestoreState()
    {
        var manifest = _start!;
        _book.Ask(id => new RestoreOperators(id, manifest.StateFiles, manifest.Watermarks));
        _then = RestoreSources;
    }

    private void RestoreSources()
    {
        foreach (var source in _options.Topology.Sources)
        {
            var positions = _start!.Positions[source.Id.Table];
            _book.Ask(id => new RestoreSource(id, source.Id, positions));
        }

        _then = GoOn;
    }

    // Step 9: run.

    private void GoOn()
    {
        var manifest = _start!;
        var slots = _slots.Known();
        if (!_faults.NoStartManifest)
        {
            slots = slots.Add(new(manifest.Slot, [.. manifest.StateFiles.Select(f => f.Path)]));
        }

        _isRunning = true;
        _book.Tell(id => new Run(id, new()
        {
            Job = _job.Job,
            Generation = _generation,
            Owner = _options.Owner,
            Manifest = manifest,
            Slots = slots,
            LastCommand = id,
        }));
    }

    // Answers that are not simply "done".

    private void Taken(ProtocolCommand command, PlaceTaken taken)
    {
        switch (command)
        {
            case WriteManifest c when taken.Generation >= _generation || taken.Generation == default:
                EndSuperseded($"slot {c.Manifest.Slot}", taken.Generation);
                break;
            case WriteSettlement c when taken.Settlement is null:
                RefuseOrGiveUp(new($"the settlement of slot {c.Slot} cannot be read", StoredSlots.GiveUpHint));
                break;
            case WriteSettlement { Settlement.Kind: SettlementKind.Done } c:
                EndSuperseded($"the settlement of slot {c.Slot}", taken.Settlement.Generation);
                break;
            case WriteSettlement:
                _unsettled.Taken(taken.Settlement);
                break;
            case SetCurrentJob:
                _job.PointerTaken();
                break;
            default:
                _isTaken = true;
                break;
        }
    }

    private void Failed(Attempt attempt, CommandFailed failed)
    {
        var failure = failed.Failure;
        if (attempt.Command is LookAtOutput)
        {
            Warn(failure);
        }
        else if (attempt.Command is CollectUnnamed)
        {
            Warn(failure with { Message = $"could not delete old state files: {failure.Message}" });
        }
        else if (GivesUp && !failure.IsTransient && !failure.IsDiskFull && _unsettled.GivesUp(attempt, failure))
        {
            // Told to accept it: what there was is said in a warning.
        }
        else if (StartFailures.EndingOf(attempt.Command, failed) is { } ending)
        {
            End(ending.Ending, ending.Cause);
        }
        else if (!_book.Again(attempt, failed, _now))
        {
            End(Ending.Failed, failure with { Hint = failure.Hint ?? "free some space and start again" });
        }
        else if (attempt.Failures == _options.Limits.DropsUntilDegraded)
        {
            var text = $"{CommandTexts.Describe(attempt.Command)} failed {attempt.Failures} times: {failure.Message}";
            _book.Tell(id => new Report(id, ReportSeverity.Degraded, failure with { Message = text }));
        }
    }

    private void EndSuperseded(string what, Generation by) =>
        End(Ending.Superseded, new(
            $"{what} is taken{(by == default ? "" : $" by generation {by}")}: a newer start owns job \"{_job.Job}\"",
            "this process stops and touches nothing; look for the other one"));

    private void End(Ending ending, Failure? cause) => _ending.Begin(ending, cause, _now);

    private void Warn(Failure message) => _book.Tell(id => new Report(id, ReportSeverity.Warning, message));
}
