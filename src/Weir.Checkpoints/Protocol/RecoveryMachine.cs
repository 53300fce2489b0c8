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
    private JobId? _current;
    private JobId _job;
    private bool _isClosing;
    private Generation _generation;
    private ImmutableArray<SlotListing> _listed = [];
    private StoredSlots _slots = new();
    private SlotContent? _newest;
    private CheckpointManifest? _base;
    private CheckpointManifest? _copied;
    private DescriptorSettler? _settler;
    private Settlement? _settlement;
    private Slot? _undone;
    private JobId? _replaced;
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
        _then = ReadCurrent;
    }

    public TimeSpan? NextDeadline => _ending.HasBegun ? _ending.Due : _book.NextDue;

    public string WaitsFor =>
        _isRunning || _ending.IsOver ? "nothing"
        : _ending.HasBegun ? "tasks to end and connectors to close"
        : string.Join(", ", _book.Outstanding.Select(a => CommandTexts.Describe(a.Command)));

    private bool IsUnsettled => _newest is not null && _slots.IsUnsettled(_newest);

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
                    _settler!.Committed();
                }

                break;
            case CurrentJobRead e when _book.Take(e.Id) is not null:
                _current = e.Job;
                break;
            case LockRefused e when _book.Take(e.Id) is not null:
                End(Ending.Refused, new($"job \"{_job}\" is already running: {e.Holder}", "stop that process first"));
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
                _settler!.Answered(attempt, e.State);
                if (_settler.Outcome == DescriptorOutcome.Stopped)
                {
                    End(Ending.Failed, _settler.Reason);
                }

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

    private void ReadCurrent()
    {
        _book.Ask(id => new ReadCurrentJob(id));
        _then = LockCurrent;
    }

    private void LockCurrent()
    {
        if (_current is { } current)
        {
            _job = current;
            _isClosing = (_options.Fresh || _options.FromCheckpoint is not null) && current != _options.NewJob;
            _then = CheckCurrent;
        }
        else if (_options.FromCheckpoint is { } slot)
        {
            End(Ending.Refused, new($"there is no job to take checkpoint {slot} from", "start without --from-checkpoint"));
            return;
        }
        else
        {
            _job = _options.NewJob;
            _then = PointToFirst;
        }

        _book.Ask(id => new TakeLock(id, _job));
    }

    /// <summary>Between reading the pointer and taking the lock, another process may have begun a new job.</summary>
    private void CheckCurrent()
    {
        _book.Ask(id => new ReadCurrentJob(id));
        _then = () =>
        {
            if (_current == _job)
            {
                ReadGeneration();
            }
            else
            {
                _book.Ask(id => new ReleaseLock(id, _job));
                _then = ReadCurrent;
            }
        };
    }

    private void PointToFirst()
    {
        _isTaken = false;
        _book.Ask(id => new SetCurrentJob(id, _job, null));
        _then = () =>
        {
            if (_isTaken)
            {
                _book.Ask(id => new ReleaseLock(id, _job));
                _then = ReadCurrent;
            }
            else
            {
                _current = _job;
                ReadGeneration();
            }
        };
    }

    private void ReadGeneration()
    {
        _book.Ask(id => new ReadHighestGeneration(id, _job));
        _then = Claim;
    }

    private void Claim()
    {
        _isTaken = false;
        _book.Ask(id => new ClaimGeneration(id, _job, _generation, _options.Owner));
        _then = () => (_isTaken ? (Action)ReadGeneration : List)();
    }

    // Step 2: the slots.

    private void List()
    {
        _slots = new();
        _newest = null;
        _base = null;
        _settler = null;
        _settlement = null;
        _undone = null;
        _positions = _positions.Clear();
        _book.Ask(id => new ListSlots(id, _job));
        _then = Sync;
    }

    /// <summary>What the page cache shows may not be on the disk: nothing found is acted on before it is synced again.</summary>
    private void Sync()
    {
        if (!_faults.FoundNotSynced)
        {
            foreach (var listed in _listed)
            {
                _book.Ask(id => new SyncSlot(id, _job, listed.Slot));
            }
        }

        _then = Read;
    }

    private void Read()
    {
        foreach (var listed in _listed)
        {
            _book.Ask(id => new ReadSlot(id, _job, listed.Slot));
        }

        _then = Examine;
    }

    // Step 3: the script.

    private void Examine()
    {
        var hasTransactional = _options.Topology.Sinks.Any(s => s.Kind == SinkKind.Transactional);
        if (_slots.FindNewest(hasTransactional, out _newest, out var passedOver) is { } unreadable)
        {
            End(Ending.Refused, unreadable);
            return;
        }

        if (passedOver is not null)
        {
            Warn(new(passedOver, $"no sink is transactional, so the job goes on from slot {_newest!.Slot}"));
        }

        if (_newest is { SettlementDamage: { } damage, Manifest.Descriptors.Length: > 0 } && IsUnsettled)
        {
            End(Ending.Refused, new(damage, "restore the file from a backup; without it nobody knows whether the slot was committed"));
            return;
        }

        if (_isClosing && !FindCopied())
        {
            return;
        }

        if (_newest is null && _isClosing)
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

        if (manifest is not null && !_isClosing && !Follow(
            ScriptComparison.OfScripts(manifest, IsUnsettled, _options.Script, _options.AllowStateDrop)))
        {
            return;
        }

        Open();
    }

    private void EndFinished(CheckpointManifest manifest)
    {
        if (_isClosing)
        {
            SwitchJob();
        }
        else if (manifest.Script.IsSameAs(_options.Script))
        {
            End(Ending.Finished, new($"the job was finished at epoch {manifest.Epoch}, nothing to do", "--fresh runs it again"));
        }
        else
        {
            End(Ending.Refused, new("the job is finished, and the script has changed since", "--fresh runs the new script"));
        }
    }

    private bool FindCopied()
    {
        if (_options.FromCheckpoint is not { } slot)
        {
            return true;
        }

        _copied = _slots[slot]?.Manifest;
        if (_copied is null)
        {
            var present = string.Join(", ", _slots.Known().Select(s => s.Slot));
            End(Ending.Refused, new($"checkpoint {slot} is not there", $"present are: {(present.Length > 0 ? present : "none")}"));
            return false;
        }

        if (_slots[slot.Next]?.Manifest?.Undone == slot)
        {
            RefuseUndone(slot);
            return false;
        }

        return true;
    }

    private void RefuseUndone(Slot slot) =>
        End(Ending.Refused, new($"checkpoint {slot} was undone: its rows are visible nowhere", $"take checkpoint {slot.Previous}"));

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
        _book.Ask(id => new OpenConnectors(id, _job, _generation));
        _then = CompareTargets;
    }

    private void CompareTargets()
    {
        var manifest = _newest?.Manifest ?? _copied;
        if (manifest is not null && !_isClosing && !Follow(
            ScriptComparison.OfTargets(manifest, IsUnsettled, _options.Script, _targets, _options.AllowStateDrop)))
        {
            return;
        }

        _base = manifest;
        if (_newest?.Manifest is not { Descriptors.Length: > 0 } newest || !IsUnsettled)
        {
            PublishDropped();
        }
        else if (_faults.OldManifest)
        {
            _base = _slots[newest.Slot.Previous]?.Manifest;
            PublishDropped();
        }
        else
        {
            ClaimSettlement();
        }
    }

    // Step 5: what the newest slot left undone.

    private void ClaimSettlement()
    {
        _settlement = _newest!.Settlement;
        if (_settlement is null && !_faults.NoSettlementClaim)
        {
            var slot = _newest.Slot;
            _book.Ask(id => new WriteSettlement(id, _job, slot, new(SettlementKind.Recovering, _generation, _options.Owner)));
        }

        _then = CompleteCopy;
    }

    private void CompleteCopy()
    {
        if (_settlement is { Kind: SettlementKind.Done })
        {
            PublishDropped();
            return;
        }

        if (_settlement is { } claimed && claimed.Generation > _generation)
        {
            EndSuperseded($"slot {_newest!.Slot}", claimed.Generation);
            return;
        }

        var manifest = _newest!.Manifest!;
        if (!_newest.HasCopy)
        {
            _book.Ask(id => new CopyManifest(id, _job, manifest));
        }

        if (_faults.FenceFirst)
        {
            Fence(manifest.Resources);
        }

        _then = AskDescriptors;
    }

    private void AskDescriptors()
    {
        _settler = new(_newest!.Manifest!, _book, _options.AcceptLostRows, _faults);
        _settler.AskAll();
        _then = FollowSettler;
    }

    private void FollowSettler()
    {
        if (_settler!.Reason is { } reason)
        {
            Warn(reason);
        }

        if (_settler.Outcome == DescriptorOutcome.Undone)
        {
            var undone = _newest!.Slot;
            if (_slots[undone.Previous]?.Manifest is not { } earlier)
            {
                End(Ending.Refused, new(
                    $"slot {undone} was undone, and slot {undone.Previous} before it cannot be read: {_slots[undone.Previous]?.Damage ?? "it is not there"}",
                    "restore the file from a backup"));
                return;
            }

            if (_options.FromCheckpoint == undone && _isClosing)
            {
                RefuseUndone(undone);
                return;
            }

            _undone = undone;
            _base = earlier;
        }

        PublishDropped();
    }

    // Step 6: the start manifest.

    private void PublishDropped()
    {
        foreach (var carries in (_base?.Carries ?? []).Where(IsPublishedNow).GroupBy(c => c.Table, StringComparer.Ordinal))
        {
            if (_copied is null || _isClosing)
            {
                _book.Ask(id => new PublishCarries(id, carries.Key, [.. carries]));
            }
        }

        _then = Resolve;
    }

    private bool IsPublishedNow(SinkCarry carry) =>
        (_isClosing || _droppedSinks.Contains(carry.Table)) && !IsDeadLetters(carry);

    private bool IsDeadLetters(SinkCarry carry) =>
        _base!.Script.Tables.TryGetValue(carry.Table, out var table) && table.Role == TableRole.DeadLetters;

    private void Resolve()
    {
        _positions = _base?.Positions ?? _positions.Clear();
        if (!_isClosing)
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
                _book.Ask(id => new ImportState(id, copied.Job, _job, copied.StateFiles));
            }
        }

        _then = WriteStart;
    }

    private void WriteStart()
    {
        var script = _isClosing ? _base!.Script : _options.Script;
        _start = new()
        {
            Job = _job,
            Slot = _faults.NoStartManifest ? _slots.Highest : _slots.Highest.Next,
            Epoch = Later(_slots.HighestEpoch, _copied?.Epoch ?? default).Next,
            Generation = _generation,
            Owner = _options.Owner,
            Kind = ManifestKind.Start,
            Positions = _positions,
            StateFiles = [.. (_base?.StateFiles ?? []).Where(f => script.Operators.Contains(f.Operator))],
            Watermarks = _base?.Watermarks ?? ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal),
            Carries = _copied is not null && !_isClosing ? [] : [.. (_base?.Carries ?? []).Where(c => !IsPublishedNow(c))],
            Resources = _resources,
            ToFence = NamesToFence(),
            Targets = _targets,
            TransactionalTables = ImmutableSortedSet.CreateRange(
                StringComparer.Ordinal, _options.Topology.Sinks.Where(s => s.Kind == SinkKind.Transactional).Select(s => s.Id.Table)),
            Script = script,
            ContinuesFrom = _copied is not null && !_isClosing ? null : _base?.Slot,
            Undone = _undone,
            Note = _undone is not null ? _settler!.Reason!.Message
                : _copied is { } from && !_isClosing ? $"copied from checkpoint {from.Slot} of job \"{from.Job}\"" : null,
        };
        if (_faults.NoStartManifest)
        {
            FenceOlder();
            return;
        }

        _isTaken = false;
        var manifest = _start;
        _book.Ask(id => new WriteManifest(id, _job, manifest));
        _then = () => (_isTaken ? (Action)List : PointToNew)();
    }

    /// <summary>Once a start manifest is settled, what it had to fence is fenced and is not listed again.</summary>
    private ImmutableArray<ResourceName> NamesToFence()
    {
        if (_newest?.Manifest is not { } manifest)
        {
            return [];
        }

        return IsUnsettled ? [.. manifest.Resources.Concat(manifest.ToFence).Distinct()] : manifest.Resources;
    }

    // Step 7: sinks.

    private void FenceOlder()
    {
        Fence(_start!.ToFence);
        if (!_slots.HasUnreadable && !_faults.NoStartManifest)
        {
            var named = _slots.Known().SelectMany(s => s.StateFiles).Concat(_start.StateFiles.Select(f => f.Path))
                .ToImmutableHashSet(StringComparer.Ordinal);
            _book.Ask(id => new CollectUnnamed(id, _job, _generation, named));
        }

        _then = RecoverSinks;
    }

    private void Fence(ImmutableArray<ResourceName> names)
    {
        var tables = _options.Topology.Sinks.Select(s => s.Id.Table).ToHashSet(StringComparer.Ordinal);
        foreach (var table in names.GroupBy(n => n.Table, StringComparer.Ordinal))
        {
            if (tables.Contains(table.Key))
            {
                ImmutableArray<string> ofTable = [.. table.Select(n => n.Name)];
                _book.Ask(id => new FenceResources(id, table.Key, ofTable));
            }
            else
            {
                Warn(new(
                    $"table \"{table.Key}\" is gone from the script; {table.Count()} of its transactions may stay open until they time out",
                    "nothing that was committed is in them"));
            }
        }
    }

    private void RecoverSinks()
    {
        var parallelism = _options.Topology.Sinks.CountBy(s => s.Id.Table, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var sink in _options.Topology.Sinks)
        {
            var carries = CarryAssignment.Of(_start!.Carries, sink.Id, parallelism[sink.Id.Table]);
            ImmutableArray<SinkCarry> named = [.. _start.Carries.Where(c => c.Table == sink.Id.Table)];
            _book.Ask(id => new RecoverSink(id, sink.Id, carries, named));
        }

        _then = _faults.NoStartManifest ? RestoreState : SettleStart;
    }

    private void SettleStart()
    {
        var manifest = _start!;
        _book.Ask(id => new CopyManifest(id, _job, manifest));
        _then = () =>
        {
            _book.Ask(id => new WriteSettlement(id, _job, manifest.Slot, new(SettlementKind.Done, _generation, _options.Owner)));
            _then = _isClosing ? SwitchJob : RestoreState;
        };
    }

    // The end of a closed job: a new one begins.

    private void SwitchJob()
    {
        var old = _job;
        var next = _options.NewJob;
        Inform(_copied is { } copied
            ? new(
                $"job \"{next}\" goes on from checkpoint {copied.Slot} of job \"{old}\"",
                $"rows that were published after its epoch {copied.Epoch} will be published again")
            : new($"job \"{next}\" begins anew", $"what job \"{old}\" published stays"));
        _book.Ask(id => new TakeLock(id, next));
        _then = () =>
        {
            _replaced = old;
            _job = next;
            _isClosing = false;
            _droppedSinks = _droppedSinks.Clear();
            _droppedSources = _droppedSources.Clear();
            ReadGeneration();
        };
    }

    /// <summary>Only now that the new job has its start does the pointer move: a kill before leaves the old job the current one.</summary>
    private void PointToNew()
    {
        if (_replaced is not { } old)
        {
            FenceOlder();
            return;
        }

        _isTaken = false;
        _book.Ask(id => new SetCurrentJob(id, _job, old));
        _then = () =>
        {
            if (_isTaken)
            {
                EndSuperseded($"the pointer to job \"{old}\"", default);
                return;
            }

            _current = _job;
            _replaced = null;
            _book.Ask(id => new ReleaseLock(id, old));
            _then = FenceOlder;
        };
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
            Job = _job,
            Generation = _generation,
            Owner = _options.Owner,
            Manifest = manifest,
            Slots = slots,
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
                End(Ending.Refused, new(
                    $"the settlement of slot {c.Slot} cannot be read", "restore the file from a backup; without it nobody knows whether the slot was committed"));
                break;
            case WriteSettlement { Settlement.Kind: SettlementKind.Done } c:
                EndSuperseded($"the settlement of slot {c.Slot}", taken.Settlement.Generation);
                break;
            case WriteSettlement:
                _settlement = taken.Settlement;
                break;
            default:
                _isTaken = true;
                break;
        }
    }

    private void Failed(Attempt attempt, CommandFailed failed)
    {
        var failure = failed.Failure;
        switch (attempt.Command)
        {
            case CollectUnnamed:
                Warn(failure with { Message = $"could not delete old state files: {failure.Message}" });
                break;
            case SyncSlot c:
                End(Ending.Failed, failure with
                {
                    Message = $"slot {c.Slot} could not be made durable again: {failure.Message}",
                    Hint = failure.Hint ?? "the disk may be failing: copy the data directory to another one before starting again",
                });
                break;
            case OpenConnectors or ResolveStart or RecoverSink or RestoreOperators or RestoreSource:
                End(failure.IsTransient || failure.IsDiskFull ? Ending.Rewind : Ending.Failed, failure);
                break;
            case var command when failure.IsTransient || failure.IsDiskFull || (failed.Outcome == FailureOutcome.Unknown && IsStoreWrite(command)):
                Again(attempt, failed);
                break;
            case TakeLock or ReadCurrentJob:
                End(Ending.Refused, failure);
                break;
            default:
                End(Ending.Failed, failure with { Message = $"{CommandTexts.Describe(attempt.Command)}: {failure.Message}" });
                break;
        }
    }

    /// <summary>A write-once place answers a second try with what became of the first.</summary>
    private static bool IsStoreWrite(ProtocolCommand command) =>
        command is ClaimGeneration or SetCurrentJob or WriteManifest or CopyManifest or WriteSettlement;

    private void Again(Attempt attempt, CommandFailed failed)
    {
        if (!_book.Again(attempt, failed, _now))
        {
            End(Ending.Failed, failed.Failure with { Hint = failed.Failure.Hint ?? "free some space and start again" });
        }
        else if (attempt.Failures == _options.Limits.DropsUntilDegraded)
        {
            var message = failed.Failure with { Message = $"{CommandTexts.Describe(attempt.Command)} failed {attempt.Failures} times: {failed.Failure.Message}" };
            _book.Tell(id => new Report(id, ReportSeverity.Degraded, message));
        }
    }

    private void EndSuperseded(string what, Generation by) =>
        End(Ending.Superseded, new(
            $"{what} is taken{(by == default ? "" : $" by generation {by}")}: a newer start owns job \"{_job}\"",
            "this process stops and touches nothing; look for the other one"));

    private void End(Ending ending, Failure? cause) => _ending.Begin(ending, cause, _now);

    private void Warn(Failure message) => _book.Tell(id => new Report(id, ReportSeverity.Warning, message));

    private void Inform(Failure message) => _book.Tell(id => new Report(id, ReportSeverity.Information, message));

    private static Epoch Later(Epoch a, Epoch b) => a > b ? a : b;
}
