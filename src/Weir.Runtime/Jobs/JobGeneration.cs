using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>
/// The connectors and tasks of one generation. Until <see cref="Start"/> the job's loop calls the connectors itself, for the steps of the
/// start; then each belongs to its task, and the loop only posts messages.
/// </summary>
/// <param name="lasting">The sinks whose rows stay.</param>
internal sealed class JobGeneration(
    IReadOnlyList<SourceTask> sources, IReadOnlyList<SinkTask> sinks, ImmutableArray<SinkTask> lasting, SinkRecovery recovery) : IAsyncDisposable
{
    private readonly List<Task> _running = [];

    // Until the tasks own the connectors, one call at a time: commands of a start may come several at once.
    private readonly SemaphoreSlim _calls = new(1, 1);

    public IReadOnlyList<SourceTask> Sources => sources;

    public IReadOnlyList<SinkTask> Sinks => sinks;

    /// <summary>The tasks have the connectors now.</summary>
    public bool IsStarted => _running.Count > 0;

    public async Task OpenAsync()
    {
        await _calls.WaitAsync();
        try
        {
            foreach (var source in sources)
            {
                await source.Source.OpenAsync(CancellationToken.None);
            }

            foreach (var sink in sinks)
            {
                await sink.Sink.OpenAsync(CancellationToken.None);
            }
        }
        finally
        {
            _calls.Release();
        }
    }

    /// <summary>Tables must not meet on what they write.</summary>
    /// <exception cref="ConnectorException">Two of them do.</exception>
    public void CheckTargets() => TargetCheck.Check(
        [.. lasting.Select(sink => new TargetCheck.Endpoint(sink.Id.Table, sink.Sink.Identity, (sink.Sink as ILocalEndpoint)?.Extent))],
        [.. sources.Select(source => new TargetCheck.Endpoint(source.Id.Table, source.Source.Identity, (source.Source as ILocalEndpoint)?.Extent))]);

    /// <summary>What each table reads or writes.</summary>
    public ImmutableSortedDictionary<string, string> Targets() => ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        sources.Select(source => KeyValuePair.Create(source.Id.Table, source.Source.Identity))
            .Concat(sinks.Select(sink => KeyValuePair.Create(sink.Id.Table, sink.Sink.Identity))));

    public ImmutableArray<ResourceName> ResourceNames(Generation generation) =>
    [
        .. sinks.Where(sink => sink.Id.Subtask == 0 && sink.Sink is ITransactionalSink)
            .SelectMany(sink => ((ITransactionalSink)sink.Sink).ResourceNames(generation, sinks.Count(other => other.Id.Table == sink.Id.Table))
                .Select(name => new ResourceName(sink.Id.Table, name))),
    ];

    /// <summary>Lets the tasks run.</summary>
    public void Start()
    {
        foreach (var sink in sinks)
        {
            _running.Add(Task.Run(sink.RunAsync));
        }

        foreach (var source in sources)
        {
            _running.Add(Task.Run(source.RunAsync));
        }
    }

    public void StartRound(StartRound command) => PostToAll(new TaskControl.StartRound(command.Epoch, command.Kind != RoundKind.Regular));

    public void Release(ReleaseResources command)
    {
        foreach (var sink in sinks)
        {
            sink.Queue.Post(new TaskControl.Release([.. command.Uncertain.Where(name => name.Table == sink.Id.Table).Select(name => name.Name)]));
        }
    }

    /// <summary>Carries out a command that concerns connectors and tasks.</summary>
    /// <returns>Its answer; null when a task answers, or nobody.</returns>
    public async Task<ProtocolEvent?> CarryOutAsync(ProtocolCommand command)
    {
        if (IsStarted)
        {
            return await CallAsync(command);
        }

        await _calls.WaitAsync();
        try
        {
            return await CallAsync(command);
        }
        finally
        {
            _calls.Release();
        }
    }

    private async Task<ProtocolEvent?> CallAsync(ProtocolCommand command)
    {
        switch (command)
        {
            case ResolveStart c:
                return new StartResolved(c.Id, await sources.First(source => source.Id.Table == c.Source).Source.ResolveStartAsync(CancellationToken.None));
            case CheckSink c:
                await CheckAsync(c);
                return new CommandDone(c.Id);
            case FenceResources c:
                await SinkOf(c.Table).FenceAsync(c.Names, CancellationToken.None);
                return new CommandDone(c.Id);
            case RecoverSink c:
                await RecoverAsync(c);
                return new CommandDone(c.Id);
            case RestoreOperators c:
                RestoreWatermarks(c.Watermarks);
                return new CommandDone(c.Id);
            case RestoreSource c:
                await RestoreAsync(c);
                return new CommandDone(c.Id);
            case Commit c:
                sinks.First(sink => sink.Id.Table == c.Descriptor.Table).Queue.Post(new TaskControl.Commit(c.Id, c.Descriptor));
                return null;
            case PreCommit c:
                PostPreCommit(c);
                return null;
            case DropRound c:
                PostToAll(new TaskControl.DropRound(c.Epoch));
                return null;
            case ReportActivity c:
                return new ActivityReported(c.Id, sources.Any(source => source.HasMoved), sinks.Any(sink => sink.Sink.HasPendingWork));
            case AcknowledgeSources c:
                foreach (var source in sources)
                {
                    source.Queue.Post(new TaskControl.Acknowledge(c.Epoch, c.Positions.GetValueOrDefault(source.Id.Table, SourcePositions.Empty)));
                }

                return null;
            default:
                throw new InvalidOperationException($"nobody carries out {command.GetType().Name}");
        }
    }

    /// <summary>Ends every task, then closes every connector. Publishes nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources)
        {
            source.CancelPoll();
        }

        foreach (var sink in sinks)
        {
            sink.CancelWrite();
        }

        PostToAll(new TaskControl.End());
        // A call of the start that is under way ends first; those behind it never begin.
        await _calls.WaitAsync();
        await Task.WhenAll(_running);
        var failures = new List<Exception>();
        foreach (var task in sources.Concat<PipelineTask>(sinks))
        {
            try
            {
                await task.DisposeAsync();
            }
            catch (Exception exception)
            {
                // The others are closed all the same.
                failures.Add(exception);
            }
        }

        _calls.Dispose();
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private void PostToAll(TaskControl control)
    {
        foreach (var sink in sinks)
        {
            sink.Queue.Post(control);
        }

        foreach (var source in sources)
        {
            source.Queue.Post(control);
        }
    }

    private ITransactionalSink SinkOf(string table) => (ITransactionalSink)sinks.First(sink => sink.Id.Table == table).Sink;

    private async Task CheckAsync(CheckSink command)
    {
        if (DeadLettersOf(command.Sink) is { } deadLetters)
        {
            deadLetters.Check(command.Carries);
            return;
        }

        await sinks.First(sink => sink.Id == command.Sink).Sink.CheckAsync(
            recovery with { Carries = command.Carries, Named = command.Named, IsNewJob = command.IsNewJob }, CancellationToken.None);
    }

    private async Task RecoverAsync(RecoverSink command)
    {
        if (DeadLettersOf(command.Sink) is { } deadLetters)
        {
            await deadLetters.RecoverAsync(command.Carries);
            return;
        }

        await sinks.First(sink => sink.Id == command.Sink).Sink.RecoverAsync(
            recovery with { Carries = command.Carries, Named = command.Named }, CancellationToken.None);
    }

    private DeadLetterWriter? DeadLettersOf(SinkId sink) => sources.FirstOrDefault(source => source.DeadLetters?.Id == sink)?.DeadLetters;

    private async Task RestoreAsync(RestoreSource command)
    {
        var task = sources.First(source => source.Id == command.Source);
        task.StartsEnded = command.Positions.Ended;
        await task.Source.RestoreAsync(command.Positions, CancellationToken.None);
    }

    private void RestoreWatermarks(ImmutableSortedDictionary<string, long> watermarks)
    {
        foreach (var source in sources)
        {
            if (source.Watermarks is { } made && watermarks.TryGetValue(source.Id.ToString(), out var nanos))
            {
                made.Restore(new Watermark(nanos));
            }
        }
    }

    private void PostPreCommit(PreCommit command)
    {
        var control = new TaskControl.PreCommit(command.Id, command.Epoch, command.Kind != RoundKind.Regular);
        PipelineTask task = sources.FirstOrDefault(source => source.DeadLetters?.Id == command.Sink) is { } source
            ? source
            : sinks.First(sink => sink.Id == command.Sink);
        task.Queue.Post(control);
    }
}
