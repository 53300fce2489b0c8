using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>
/// Runs one job from start to end: generation after generation, each a start (the recovery machine) and then rounds (the coordinator). One
/// loop owns the machines; it hands them events, and carries out their commands beside the tasks.
/// </summary>
public sealed class JobRunner : IAsyncDisposable
{
    private const int AnyRun = -1;

    private readonly JobGraph _graph;
    private readonly JobOptions _options;
    private readonly IJobListener _listener;
    private readonly ICheckpointStore _store;
    private readonly SlabPool _pool = new();
    // Each event with the run it belongs to: an answer that comes after its generation has ended must not be taken for another's.
    private readonly TaskQueue<(int Run, ProtocolEvent Happened)> _events = new(0, 0, new AsyncSignal());
    private readonly ITimer _timer;
    private readonly long _origin;

    // The same for every start of this run, so that a start that begins a new job can be repeated.
    private readonly JobId _newJob = JobId.From(Guid.NewGuid());
    private JobGeneration? _generation;
    private IProtocolMachine _machine = null!;
    private CoordinatorOptions _limits = new();
    private EndGeneration? _end;
    private StartPoint? _start;
    private TimeSpan _roundStarted;
    private int _run;
    private bool _isOver;
    private bool _isToStop;
    private bool _hasRun;

    public JobRunner(JobGraph graph, JobOptions options, IJobListener listener)
    {
        _graph = graph;
        _options = options;
        _listener = listener;
        _store = options.Store ?? (graph.KeepsState ? new LocalCheckpointStore(StoreOptions(options)) : new MemoryCheckpointStore());
        _origin = options.Time.GetTimestamp();
        _timer = options.Time.CreateTimer(static signal => ((AsyncSignal)signal!).Set(), _events.Wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the job has done so far; any thread.</summary>
    public JobProgress Progress => _graph.Counters.Snapshot();

    /// <summary>Slabs and batches that somebody holds; zero once the job has ended.</summary>
    internal (int Slabs, int Batches) Rented => (_pool.RentedSlabs, _pool.RentedBatches);

    /// <summary>Asks for a last round and the end; the second call quits at once. Any thread.</summary>
    public void RequestStop() => _events.Post((AnyRun, new StopRequested()));

    public async Task<JobResult> RunAsync()
    {
        var history = default(RestartHistory);
        while (true)
        {
            await RunGenerationAsync(history);
            var end = _end!;
            if (end.Ending != Ending.Rewind)
            {
                var ending = end is { Ending: Ending.Failed, Cause.IsInputWrong: true } && !_hasRun ? Ending.Refused : end.Ending;
                return new JobResult(ending, end.Cause, end.Ending == Ending.Finished && _start is null);
            }

            // Asked for while the generation was ending already: nobody else has heard it.
            if (_isToStop)
            {
                return new JobResult(Ending.Stopped, end.Cause, false);
            }

            history = end.History;
            _listener.Rewinding(end.Cause, end.RestartAfter);
            if (await IsStoppedWithinAsync(end.RestartAfter))
            {
                return new JobResult(Ending.Stopped, end.Cause, false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndTasksAsync();
        await _timer.DisposeAsync();
        await _store.DisposeAsync();
        _pool.Dispose();
    }

    private static LocalStoreOptions StoreOptions(JobOptions options)
    {
        var store = new LocalStoreOptions
        {
            DataDirectory = options.DataDirectory ?? throw new ArgumentException("a job that keeps state needs a data directory", nameof(options)),
            TimeProvider = options.Time,
            Files = options.Files,
        };
        return options.EndProcess is { } end ? store with { EndProcess = end } : store;
    }

    private TimeSpan Now => _options.Time.GetElapsedTime(_origin);

    private async Task RunGenerationAsync(RestartHistory history)
    {
        _run++;
        _end = null;
        _start = null;
        _isOver = false;
        _limits = new CoordinatorOptions { Interval = _options.CheckpointInterval, History = history };
        _machine = new RecoveryMachine(new RecoveryOptions
        {
            Script = _graph.Script,
            Topology = _graph.Topology,
            Owner = OwnerId.From(Guid.NewGuid()),
            NewJob = _newJob,
            AllowStateDrop = _options.AllowStateDrop,
            AcceptLostRows = _options.AcceptLostRows,
            Fresh = _options.Fresh,
            Overwrites = _options.Overwrite,
            FromCheckpoint = _options.FromCheckpoint,
            Limits = _limits,
        });
        Handle(new Started());
        while (!_isOver)
        {
            if (_events.TryTakeControl(out var entry))
            {
                if (entry.Run == _run || entry.Run == AnyRun)
                {
                    Handle(entry.Happened);
                }

                continue;
            }

            if (_machine.NextDeadline is { } deadline)
            {
                var now = Now;
                if (deadline <= now)
                {
                    Handle(new TimePassed());
                    continue;
                }

                _timer.Change(TimerDelay.RoundUp(deadline - now), Timeout.InfiniteTimeSpan);
            }

            await _events.Wake.WaitAsync();
        }
    }

    private void Handle(ProtocolEvent happened)
    {
        _isToStop |= happened is StopRequested;
        // The machine reuses its list, and a command to run replaces the machine.
        foreach (var command in _machine.Handle(happened, Now).ToArray())
        {
            Carry(command);
        }

        _isOver = happened is GenerationEnded;
    }

    private void Carry(ProtocolCommand command)
    {
        switch (command)
        {
            case Report c:
                _listener.Reported(c.Severity, c.Message);
                break;
            case EndGeneration c:
                _end = c;
                Answer(command, async () =>
                {
                    await EndTasksAsync();
                    return new GenerationEnded(c.Id);
                });
                break;
            case ExitProcess c:
                _listener.WouldNotStop(c.Cause);
                break;
            case Run c:
                _start = c.Start;
                _machine = new CheckpointCoordinator(c.Start, _graph.Topology, _limits);
                _listener.Started(c.Start);
                _hasRun = true;
                EndOverwriting(c.Start.Job);
                _generation!.Start();
                Handle(new Started());
                break;
            case OpenConnectors c:
                Answer(command, () => Task.Run(() => OpenAsync(c)));
                break;
            case StartRound c:
                _roundStarted = Now;
                _generation!.StartRound(c);
                break;
            case ReleaseResources c:
                _generation!.Release(c);
                _listener.CheckpointSettled(c.Epoch, c.Slot, Now - _roundStarted);
                break;
            case CloseSink c:
                Answer(command, () => Task.Run(() => CloseAsync(c)));
                break;
            case LookAtOutput c:
                Answer(command, () => Task.Run(() => LookAsync(c)));
                break;
            case AskDescriptor or RollBack:
            case Commit when _start is null:
                Answer(command, () => Task.Run(() => SettleAsync(command)));
                break;
            default:
                Answer(command, () => CarryOutAsync(command));
                break;
        }
    }

    // The work runs beside the loop; whatever becomes of it comes back as an event.
    private void Answer(ProtocolCommand command, Func<Task<ProtocolEvent?>> work)
    {
        var run = _run;
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                if (await work() is { } answer)
                {
                    _events.Post((run, answer));
                }
            }
            catch (Exception exception)
            {
                _events.Post((run, new CommandFailed(command.Id, Failures.Of(exception), FailureOutcome.Unknown)));
            }
        }
    }

    // Once the tasks run, a command is a message to one of them. Before that the connector is called here, and may take its time.
    private async Task<ProtocolEvent?> CarryOutAsync(ProtocolCommand command) =>
        await StoreCommands.CarryOutAsync(_store, command, CancellationToken.None)
        ?? (_generation is null
            ? throw new InvalidOperationException($"{command.GetType().Name} came before the connectors were opened")
            : _generation is { IsStarted: false } generation ? await Task.Run(() => generation.CarryOutAsync(command))
            : await _generation.CarryOutAsync(command));

    private async Task<ProtocolEvent?> OpenAsync(OpenConnectors command)
    {
        var run = _run;
        void Report(ProtocolEvent happened) => _events.Post((run, happened));

        await EndTasksAsync();
        var jobFolder = JobFolder(command.Job);
        if (_options.Overwrite && jobFolder is not null && command.Job == _newJob && !_hasRun)
        {
            OverwriteNote.Write(_options.Files, jobFolder);
        }

        var generation = await new JobInstantiation
        {
            Graph = _graph,
            Options = _options,
            Writer = new WriterIdentity(command.Job, command.Generation, jobFolder),

            // While the old job is closed, its folder says nothing of what the new one may do.
            Overwrites = jobFolder is null || (_options.Fresh && command.Job != _newJob) ? _options.Overwrite : OverwriteNote.IsIn(jobFolder),
            Pool = _pool,
            Report = Report,
            Notice = _listener.Reported,
        }.MakeAsync();
        Volatile.Write(ref _generation, generation);
        await generation.OpenAsync();
        generation.CheckTargets();
        return new ConnectorsOpened(command.Id, generation.Targets(), generation.ResourceNames(command.Generation));
    }

    // What an earlier start left is its connector's business, whatever the script says of the table by now.
    private async Task<ProtocolEvent?> SettleAsync(ProtocolCommand command)
    {
        switch (command)
        {
            case AskDescriptor c:
                return new DescriptorAnswered(c.Id, await CommitterOf(c.Descriptor).AskAsync(c.Descriptor, _options.Files, CancellationToken.None));
            case RollBack c:
                return new DescriptorAnswered(c.Id, await CommitterOf(c.Descriptor).RollBackAsync(c.Descriptor, _options.Files, CancellationToken.None));
            default:
                var descriptor = ((Commit)command).Descriptor;
                await CommitterOf(descriptor).CommitAsync(descriptor, _options.Files, CancellationToken.None);
                return new CommandDone(command.Id);
        }
    }

    private ICommitter CommitterOf(CommitDescriptor descriptor) =>
        _graph.Connectors.Find(descriptor.Connector) as ICommitter ?? throw Unknown(descriptor.Table, descriptor.Connector);

    private async Task<ProtocolEvent?> LookAsync(LookAtOutput command)
    {
        if (_graph.Connectors.Find(command.Sink.Connector) is ISinkCloser closer)
        {
            await closer.LookAsync(command.Sink, _options.Files, CancellationToken.None);
        }

        return new CommandDone(command.Id);
    }

    private async Task<ProtocolEvent?> CloseAsync(CloseSink command)
    {
        var sink = command.Sink;
        var connector = _graph.Connectors.Find(sink.Connector) ?? throw Unknown(sink.Table, sink.Connector);
        if (connector is ISinkCloser closer)
        {
            var writer = new WriterIdentity(command.Job, default, JobFolder(command.Job));
            await closer.CloseAsync(sink, writer, _options.Files, CancellationToken.None);
        }

        return new CommandDone(command.Id);
    }

    // The sinks have replaced what they were to replace; what stands there from now on is this job's own.
    private void EndOverwriting(JobId job)
    {
        try
        {
            if (JobFolder(job) is { } folder)
            {
                OverwriteNote.Remove(_options.Files, folder);
            }
        }
        catch (DurableFileException exception)
        {
            _events.Post((_run, new ParticipantFailed("the job's folder", Failures.Of(exception))));
        }
    }

    private string? JobFolder(JobId job) => _graph.KeepsState ? Path.Combine(_options.DataDirectory!, job.Value) : null;

    private static ConnectorException Unknown(string table, string connector) => new(
        ErrorKind.Checkpoint,
        $"table \"{table}\" was written by connector \"{connector}\", which this build does not have",
        Fault.User,
        isTransient: false,
        hint: "run a build that has it, or give up what it holds and begin anew with --fresh --accept-lost-rows");

    private async Task EndTasksAsync()
    {
        if (_generation is not { } generation)
        {
            return;
        }

        Volatile.Write(ref _generation, null);
        try
        {
            await generation.DisposeAsync();
        }
        catch (AggregateException exception)
        {
            // Every task has ended and every connector was told to close; one that could not is no reason to wait for it.
            foreach (var inner in exception.InnerExceptions)
            {
                _listener.Reported(ReportSeverity.Warning, Failures.Of(inner) with { Message = $"a connector could not be closed: {inner.Message}" });
            }
        }
    }

    private async Task<bool> IsStoppedWithinAsync(TimeSpan delay)
    {
        for (var until = Now + delay; ;)
        {
            while (_events.TryTakeControl(out var entry))
            {
                if (entry.Happened is StopRequested)
                {
                    return true;
                }
            }

            var left = until - Now;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            _timer.Change(TimerDelay.RoundUp(left), Timeout.InfiniteTimeSpan);
            await _events.Wake.WaitAsync();
        }
    }
}
