using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>One generation: the real machines, and everything that carries their commands out.</summary>
internal sealed class SimulatedRun
{
    private readonly RecoveryMachine _recovery;
    private readonly CoordinatorOptions _limits;
    private readonly JobTopology _topology;
    private readonly List<SimulatedSource> _sources = [];
    private readonly List<SimulatedSink> _sinks = [];
    private readonly SimulatedTask _task;
    private readonly int _parallelism;
    private IProtocolMachine _machine;
    private bool _isStopped;
    private Slot? _started;
    private int _reportedRows = -1;

    public SimulatedRun(World world, SimulatedProcess process, JobId newJob, RestartHistory history)
    {
        World = world;
        Process = process;
        _parallelism = world.Random.Next(1, 4);
        _limits = new()
        {
            Interval = Millis(world.Random.Next(30, 150)),
            AlignLimit = Millis(world.Random.Next(20, 400)),
            AlignLimitMax = Millis(2000),
            Backoff = Millis(5),
            BackoffMax = Millis(100),
            RewindBackoff = Millis(10),
            RewindBackoffMax = Millis(200),
            StopLimit = Millis(1500),
            StopEndLimit = Millis(300),
            EndLimit = Millis(500),
            SlotsKept = world.Random.Next(2, 4),
            History = history,
            Faults = world.Faults,
        };

        var script = world.Script(mayChange: history == default);
        ImmutableArray<Queue<SimulatedMessage>> inputs = [.. world.RowCounts.Select(_ => new Queue<SimulatedMessage>())];
        _task = new(this, inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            _sources.Add(new(this, i, inputs[i]));
        }

        _topology = new()
        {
            Sources = [.. _sources.Select(s => new SourceParticipant(s.Id))],
            Tasks = [new(_task.Id, [.. _sources.Select(s => s.Id.ToString())], HasState: true)],
            Sinks = [.. SinkIds().Select(s => new SinkParticipant(s.Id, s.Kind, ["count"]))],
        };
        _recovery = new(new()
        {
            Script = script,
            Topology = _topology,
            Owner = OwnerId.From(world.NextGuid()),
            NewJob = newJob,
            Limits = _limits,
        });
        _machine = _recovery;
    }

    public World World { get; }

    public SimulatedProcess Process { get; }

    public Generation Generation { get; private set; }

    public string WaitsFor => _machine.WaitsFor;

    public Epoch RunningEpoch => ((CheckpointCoordinator)_machine).RunningEpoch;

    public void Begin() => Deliver(new Started());

    /// <summary>Tells the machine, a little later; so events overtake each other.</summary>
    public void Post(ProtocolEvent happened) => Process.After(World.Random.Next(3), () => Deliver(happened));

    /// <summary>From the task to its sinks: rows by source, all else to everyone.</summary>
    public void Send(SimulatedMessage message)
    {
        foreach (var sink in _sinks)
        {
            var parallelism = ParallelismOf(sink.Id.Table);
            if (message.Row is not { } row || row.Source % parallelism == sink.Id.Subtask)
            {
                sink.Input.Enqueue(message);
            }
        }
    }

    private static TimeSpan Millis(long millis) => TimeSpan.FromMilliseconds(millis);

    private int ParallelismOf(string table) => table is World.SingleTable or World.LooseTable or World.DeadTable ? 1 : _parallelism;

    private IEnumerable<(SinkId Id, SinkKind Kind)> SinkIds()
    {
        ImmutableArray<string> transactional = World.HasLock ? World.TransactionalTables.Add(World.FileTable) : World.TransactionalTables;
        ImmutableArray<string> others = World.HasLock ? [World.LooseTable, World.SingleTable] : [World.LooseTable];
        return transactional.SelectMany(t => Enumerable.Range(0, ParallelismOf(t)).Select(i => (new SinkId(t, i), SinkKind.Transactional)))
            .Concat(others.Select(t => (new SinkId(t, 0), SinkKind.Flushing)))
            .Concat(World.KeepsDeadLetters ? [(new SinkId(World.DeadTable, 0), SinkKind.DeadLetters)] : []);
    }

    private string ResourceName(string table, int subtask, int turn) =>
        $"{table}-{subtask}-{(World.Faults.SharedIds ? 0 : Generation.Value)}-{turn}";

    private void Deliver(ProtocolEvent happened)
    {
        if (!Process.IsAlive)
        {
            return;
        }

        foreach (var command in _machine.Handle(happened, World.Schedule.Now).ToArray())
        {
            if (World.Mishap(0.002))
            {
                World.Trace($"{Process}: crashes before {command.GetType().Name}");
                World.Kill(Process);
                return;
            }

            Execute(command);
            if (!Process.IsAlive)
            {
                return;
            }
        }

        if (_machine.NextDeadline is { } deadline)
        {
            var machine = _machine;
            var millis = Math.Max(1, (long)Math.Ceiling((deadline - World.Schedule.Now).TotalMilliseconds));
            Process.After(millis, () =>
            {
                if (machine == _machine && machine.NextDeadline <= World.Schedule.Now)
                {
                    Deliver(new TimePassed());
                }
            });
        }
    }

    private void Execute(ProtocolCommand command)
    {
        var id = command.Id;
        var store = World.Store;
        switch (command)
        {
            // The store.
            case ReadCurrentJob:
                Remote(id, () => new CurrentJobRead(id, store.Current is { } job ? CurrentJob.Of(job) : CurrentJob.None), mayLose: false);
                break;
            case SetCurrentJob c:
                Remote(id, () =>
                {
                    store.Current ??= c.Job;
                    return store.Current == c.Job ? new CommandDone(id) : new PlaceTaken(id);
                });
                break;
            case TakeLock:
                Remote(id, () => Lock(id), mayLose: false);
                break;
            case ReleaseLock:
                Remote(id, () => new CommandDone(id), mayLose: false);
                break;
            case ReadHighestGeneration:
                Remote(id, () => new HighestGenerationRead(id, store.HighestGeneration), mayLose: false);
                break;
            case ClaimGeneration c:
                Remote(id, () => store.Claim(c.Generation, c.Owner) == c.Owner ? new CommandDone(id) : new PlaceTaken(id, c.Generation));
                break;
            case ListSlots:
                Remote(id, () => new SlotsListed(id, store.List()), mayLose: false);
                break;
            case SyncSlot c:
                Local(() =>
                {
                    store.Sync(c.Slot);
                    Post(new CommandDone(id));
                });
                break;
            case ReadSlot c:
                Remote(id, () => new SlotRead(id, store.Read(c.Slot)), mayLose: false);
                break;
            case WriteManifest c:
                _started = c.Manifest.Kind == ManifestKind.Start ? c.Manifest.Slot : _started;
                Create(id, () => store.Create(c.Manifest), found =>
                    store.IsOvertaken(c.Manifest.Slot) is { } later ? new PlaceTaken(id, later)
                    : found.Owner == c.Manifest.Owner && found.Epoch == c.Manifest.Epoch ? new CommandDone(id)
                    : new PlaceTaken(id, found.Generation), () => store.MakeDurable(c.Manifest));
                break;
            case CopyManifest c:
                Remote(id, () =>
                {
                    store.Copy(c.Manifest);
                    return new CommandDone(id);
                });
                break;
            case WriteSettlement c:
                Create(id, () => store.Create(c.Slot, c.Settlement), found =>
                    store.IsOvertaken(c.Slot) is { } later ? new PlaceTaken(id, later, new(SettlementKind.Done, later, c.Settlement.Owner))
                    : found == c.Settlement ? new CommandDone(id)
                    : new PlaceTaken(id, found.Generation, found), () => store.MakeDurable(c.Slot));
                break;
            case Prune c:
                Remote(id, () =>
                {
                    store.Prune(c.Slots, c.StateFiles);
                    return new CommandDone(id);
                });
                break;
            case CollectUnnamed c:
                Remote(id, () =>
                {
                    store.Collect(c.OlderThan, c.Named);
                    return new CommandDone(id);
                });
                break;

            // Connectors, during a start.
            case OpenConnectors c:
                Generation = c.Generation;
                Local(() => Post(World.Mishap(0.01)
                    ? new CommandFailed(id, new("not reachable", IsTransient: true))
                    : new ConnectorsOpened(id, Targets(), Resources())));
                break;
            case ResolveStart c:
                Remote(id, () => new StartResolved(id, SourcePositions.Of("0", World.LogEnds[c.Source[1] - '0'].ToString())), mayLose: false);
                break;
            case AskDescriptor c:
                Remote(id, () => new DescriptorAnswered(id, Ask(c.Descriptor)), mayLose: false);
                break;
            case RollBack c:
                Remote(id, () => new DescriptorAnswered(id, c.Descriptor.Table == World.FileTable
                    ? World.Files.Published.Contains(c.Descriptor.Resource) ? DescriptorState.Published : DescriptorState.Gone
                    : World.Broker.RollBack(c.Descriptor.Resource, Stamp(c.Descriptor))));
                break;
            case FenceResources c:
                Remote(id, () =>
                {
                    foreach (var name in c.Names)
                    {
                        World.Broker.Initialise(name);
                    }

                    return new CommandDone(id);
                });
                break;
            case LookAtOutput:
            case CheckSink:
            case CloseSink:
                Remote(id, () => new CommandDone(id), mayLose: false);
                break;
            case RecoverSink c:
                Local(() => Recover(c));
                break;
            case RestoreOperators c:
                Local(() =>
                {
                    // Pruned under the feet of a stale process: it fails, as it must.
                    var isStale = _started is { } slot && slot < store.Newest && c.StateFiles.Any(f => !store.HasState(f.Path));
                    if (!isStale)
                    {
                        _task.Restore(c.StateFiles);
                    }

                    Post(isStale ? new CommandFailed(id, new("a state file is missing")) : new CommandDone(id));
                });
                break;
            case RestoreSource c:
                Local(() =>
                {
                    _sources.Single(s => s.Id == c.Source).Restore(c.Positions);
                    Post(new CommandDone(id));
                });
                break;
            case Run c:
                BeginRounds(c.Start);
                break;

            // Both machines.
            case Commit c:
                Remote(id, () => Commit(id, c.Descriptor), mayLose: c.Descriptor.Table != World.FileTable);
                break;
            case Report c:
                World.Trace($"{Process}: {c.Severity}: {c.Message}");
                break;
            case EndGeneration c:
                End(c);
                break;
            case ExitProcess c:
                World.Trace($"{Process}: exits");
                World.Kill(Process);
                break;

            // Rounds.
            case ReportActivity:
                Post(new ActivityReported(id, _sources.Sum(s => s.Position) is var rows && rows != _reportedRows, World.Chance(0.2)));
                _reportedRows = _sources.Sum(s => s.Position);
                break;
            case StartRound c:
                World.Trace($"{Process}: round of epoch {c.Epoch} ({c.Kind})");
                Broadcast(s => s.RoundStarted(c.Epoch), t => t.RoundStarted(c.Epoch), s => s.RoundStarted(c.Epoch));
                break;
            case DropRound c:
                Broadcast(s => s.RoundDropped(c.Epoch), t => t.RoundDropped(c.Epoch), s => s.RoundDropped(c.Epoch));
                break;
            case PreCommit c:
                PreCommit(c);
                break;
            case WriteState c:
                Local(() => Post(World.Mishap(0.01)
                    ? new CommandFailed(id, new("could not write state", IsTransient: true, IsDiskFull: World.Chance(0.5)))
                    : new StateWritten(id, _task.WriteState(c.Epoch))));
                break;
            case ReleaseResources c:
                Local(() => _sinks.ForEach(s => s.Release(c.Epoch, c.Uncertain)));
                break;
            case AcknowledgeSources c:
                World.Oracle.Acknowledged(c.Epoch, Generation, c.Positions);
                break;
            default:
                throw new ViolatedException($"nobody carries out {command}");
        }
    }

    private ProtocolEvent Lock(CommandId id)
    {
        if (!Process.IsAlive)
        {
            return new CommandFailed(id, new("the process is dead"));
        }

        if (World.HasLock && World.Store.LockHolder is { } holder && holder != Process)
        {
            return new LockRefused(id, holder.ToString()!);
        }

        World.Store.LockHolder = Process;
        return new CommandDone(id);
    }

    private ImmutableSortedDictionary<string, string> Targets() => ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal, World.TransactionalTables.Select(t => KeyValuePair.Create(t, "cluster")));

    private ImmutableArray<ResourceName> Resources() =>
        [.. World.TransactionalTables.SelectMany(t => Enumerable.Range(0, ParallelismOf(t)).SelectMany(i => new[]
        {
            new ResourceName(t, ResourceName(t, i, 0)), new ResourceName(t, ResourceName(t, i, 1)),
        }))];

    private static int Stamp(CommitDescriptor descriptor) => int.Parse(descriptor.Payload);

    private DescriptorState Ask(CommitDescriptor descriptor) => descriptor.Table != World.FileTable
        ? World.Broker.Ask(descriptor.Resource, Stamp(descriptor))
        : World.Files.Staged.ContainsKey(descriptor.Resource) ? DescriptorState.Prepared : DescriptorState.Published;

    private ProtocolEvent Commit(CommandId id, CommitDescriptor descriptor)
    {
        if (descriptor.Table == World.FileTable)
        {
            World.Files.Publish(descriptor.Table, descriptor.Resource);
            return new CommandDone(id);
        }

        return World.Broker.Commit(descriptor.Table, descriptor.Resource, Stamp(descriptor)) is { } refused
            ? new CommandFailed(id, new(refused))
            : new CommandDone(id);
    }

    private void Recover(RecoverSink command)
    {
        if (World.Mishap(0.01))
        {
            Post(new CommandFailed(command.Id, new("not reachable", IsTransient: true)));
            return;
        }

        SimulatedSink sink = command.Sink.Table switch
        {
            World.FileTable => new SimulatedFileSink(this, command.Sink),
            World.SingleTable => new SimulatedSingleSink(this, command.Sink),
            World.LooseTable => new SimulatedLooseSink(this, command.Sink),
            World.DeadTable => new SimulatedDeadLetters(this, command.Sink),
            var table => new SimulatedKafkaSink(
                this, command.Sink, [ResourceName(table, command.Sink.Subtask, 0), ResourceName(table, command.Sink.Subtask, 1)]),
        };
        sink.Recover(command.Carries, command.Named);
        _sinks.Add(sink);
        Post(new CommandDone(command.Id));
    }

    private void BeginRounds(StartPoint start)
    {
        World.Trace($"{Process}: runs generation {start.Generation} from {start.Manifest}");
        if (!World.Faults.NoStartManifest)
        {
            World.Oracle.Started(start.Manifest);
        }

        _machine = new CheckpointCoordinator(start, _topology, _limits);
        Deliver(new Started());
        foreach (var source in _sources)
        {
            Repeat(World.Random.Next(5, 40), source.Step);
        }

        Repeat(World.Random.Next(1, 8), _task.Step);
        foreach (var sink in _sinks)
        {
            Repeat(sink.Slowness, sink.Step);
        }
    }

    private void PreCommit(PreCommit command)
    {
        var (descriptors, carry) = _sinks.Single(s => s.Id == command.Sink).PreCommit(command.Epoch, command.Kind);
        Process.After(World.Random.Next(1, 20), () => Deliver(World.Mishap(0.01)
            ? new CommandFailed(command.Id, new("could not flush", IsTransient: true))
            : new PreCommitted(command.Id, descriptors, carry)));
    }

    private void End(EndGeneration command)
    {
        _isStopped = true;
        foreach (var sink in _sinks)
        {
            sink.Close(command.Ending == Ending.Rewind);
        }

        Process.After(World.Random.Next(1, 6), () =>
        {
            Deliver(new GenerationEnded(command.Id));
            if (!Process.IsAlive)
            {
                return;
            }

            if (command.Ending == Ending.Rewind)
            {
                World.Trace($"{Process}: rewinds: {command.Cause}");
                Process.After((long)command.RestartAfter.TotalMilliseconds, () => Process.Start(command.History));
            }
            else
            {
                World.Ended(Process, command.Ending, command.Cause);
            }
        });
    }

    private void Broadcast(Action<SimulatedSource> source, Action<SimulatedTask> task, Action<SimulatedSink> sink)
    {
        _sources.ForEach(s => Local(() => source(s)));
        Local(() => task(_task));
        _sinks.ForEach(s => Local(() => sink(s)));
    }

    private void Repeat(int millis, Action step) => Process.After(World.Random.Next(1, millis + 1), () =>
    {
        if (!_isStopped)
        {
            step();
            Repeat(millis, step);
        }
    });

    /// <summary>Work of this generation in its own process: a rewind waits for it or does without it.</summary>
    private void Local(Action action) => Process.After(World.Random.Next(1, 6), () =>
    {
        if (!_isStopped)
        {
            action();
        }
    });

    /// <summary>A request to the outside: usually answered, sometimes refused, lost after its effect, or landing late.</summary>
    private void Remote(CommandId id, Func<ProtocolEvent> effect, bool mayLose = true)
    {
        var x = World.IsChaotic ? World.Random.NextDouble() : 1;
        var transient = new Failure("no answer", IsTransient: true);
        if (x < 0.02)
        {
            Post(new CommandFailed(id, transient));
        }
        else if (mayLose && x < 0.07)
        {
            // The effect happens at once, or late, or (when the machine is gone by then) long after its process.
            World.Schedule.After(x < 0.04 ? 0 : World.Random.Next(50, 2000), () => effect());
            Process.After(World.Random.Next(5, 60), () => Deliver(new CommandFailed(id, transient, FailureOutcome.Unknown)));
        }
        else
        {
            // What is under way when the process dies still arrives.
            World.Schedule.After(World.Random.Next(1, 10), () =>
            {
                var answer = effect();
                Process.After(World.Random.Next(1, 10), () => Deliver(answer));
            });
        }
    }

    /// <summary>A write-once creation: on a disk first visible, then durable; elsewhere a request like any other.</summary>
    private void Create<T>(CommandId id, Func<T> create, Func<T, ProtocolEvent> answer, Action makeDurable)
    {
        if (!World.HasLock)
        {
            Remote(id, () => answer(create()));
            return;
        }

        if (World.Mishap(0.02))
        {
            Post(new CommandFailed(id, new("no space", IsTransient: false, IsDiskFull: true)));
            return;
        }

        Local(() =>
        {
            var found = create();
            if (World.Mishap(0.01))
            {
                World.Trace($"{Process}: the sync of a folder failed");
                World.Kill(Process);
            }
            else if (World.Mishap(0.01))
            {
                Post(new CommandFailed(id, new("could not read back"), FailureOutcome.Unknown));
            }
            else
            {
                Local(() =>
                {
                    makeDurable();
                    Post(answer(found));
                });
            }
        });
    }
}
