using System.Runtime.CompilerServices;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>
/// A source and the chain of operators behind it, up to the queues of the sinks' tasks. Between polls it serves rounds: what was read goes
/// down the chain, positions are noted, the barrier follows.
/// </summary>
internal sealed class SourceTask : PipelineTask
{
    private readonly SourceId _id;
    private readonly ISource _source;
    private readonly TableCollector _collector;
    private readonly SourceChain _chain;
    private readonly DeadLetterWriter? _deadLetters;
    private readonly SourceCounters _counters;
    private readonly TimeSpan _idleAfter;
    private readonly Action<ReportSeverity, Failure> _notice;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _stopping = new();
    private Epoch _lastRound;
    private long _activity;
    private long _activityAtRound;
    private long _activitySettled;
    private long _rowsSince;
    private long _retryAt;
    private bool _hasEnded;
    private bool _isIdle;
    private bool _isPaused;

    /// <param name="idleAfter">Without rows for so long the source no longer holds the watermark back; infinite for never.</param>
    public SourceTask(
        SourceId id,
        ISource source,
        TableCollector collector,
        SourceChain chain,
        DeadLetterWriter? deadLetters,
        SourceCounters counters,
        TimeSpan idleAfter,
        AsyncSignal wake,
        TimeProvider time,
        Backoff backoff,
        Action<ProtocolEvent> report,
        Action<ReportSeverity, Failure> notice)
        : base($"source \"{id.Table}\"", 0, 0, wake, time, report)
    {
        _id = id;
        _source = source;
        _collector = collector;
        _chain = chain;
        _deadLetters = deadLetters;
        _counters = counters;
        _idleAfter = idleAfter;
        _backoff = backoff;
        _notice = notice;
    }

    public ISource Source => _source;

    public DeadLetterWriter? DeadLetters => _deadLetters;

    public SourceId Id => _id;

    /// <summary>Whether rows were read or event time moved since the barrier of the last settled round. Any thread.</summary>
    public bool HasMoved => Volatile.Read(ref _activity) != Volatile.Read(ref _activitySettled);

    public IWatermarkMaker? Watermarks => _chain.Watermarks;

    /// <summary>Continues an input that had ended before the restart.</summary>
    public bool StartsEnded { get; set; }

    /// <summary>Ends the waiting of a poll under way.</summary>
    public void CancelPoll() => _stopping.Cancel();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _collector.Dispose();
        _chain.Dispose();
        await _source.DisposeAsync();
        if (_deadLetters is not null)
        {
            await _deadLetters.DisposeAsync();
        }

        _stopping.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<bool> StepAsync()
    {
        if (_hasEnded || _isPaused)
        {
            return false;
        }

        if (StartsEnded)
        {
            End();
            return false;
        }

        if (!_chain.HasRoom(Queue.Wake))
        {
            return false;
        }

        var now = Time.GetTimestamp();
        if (_retryAt != 0 && now < _retryAt)
        {
            WakeAfter(Time.GetElapsedTime(now, _retryAt));
            return false;
        }

        PollOutcome outcome;
        try
        {
            outcome = await _source.PollAsync(_collector, _stopping.Token);
            if (_retryAt != 0)
            {
                _retryAt = 0;
                _backoff.Reset();
                _notice(ReportSeverity.Recovered, new Failure($"{Name} reads again"));
            }
        }
        catch (ConnectorException exception) when (exception.IsTransient)
        {
            // The source has neither lost nor repeated a row: the same poll again, later.
            var delay = _backoff.Next();
            _retryAt = now + (long)(delay.TotalSeconds * Time.TimestampFrequency);
            _notice(ReportSeverity.Degraded, new Failure($"{Name}: {exception.Message}; trying again in {delay.TotalSeconds:0.0} s", exception.Hint, IsTransient: true));
            return true;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return false;
        }

        switch (outcome)
        {
            case PollOutcome.Batch:
                // Also when every record of it was refused: positions and dead letters have moved.
                Volatile.Write(ref _activity, _activity + 1);
                Process(_collector.TakeFull());
                FlushWhenDue(now);
                return true;
            case PollOutcome.Ended:
                End();
                return false;
            default:
                Process(_collector.TakeAll());
                WaitForRows(now);
                return false;
        }
    }

    protected override async ValueTask HandleAsync(TaskControl control)
    {
        switch (control)
        {
            case TaskControl.StartRound c:
                _isPaused = c.IsLast;
                PassBarrier(c.Epoch);
                break;
            case TaskControl.DropRound:
                _isPaused = false;
                break;
            case TaskControl.PreCommit c:
                Report(new PreCommitted(c.Id, [], await _deadLetters!.FlushAsync()));
                break;
            case TaskControl.Acknowledge c:
                await AcknowledgeAsync(c);
                break;
            default:
                throw Unexpected(control);
        }
    }

    private void Process(Batch? batch)
    {
        if (batch is null)
        {
            return;
        }

        _rowsSince = 0;
        _isIdle = false;
        Volatile.Write(ref _activity, _activity + 1);
        _chain.Process(batch);
        if (_chain.Watermarks is { } watermarks)
        {
            _counters.SetWatermark(watermarks.Current.Nanos);
        }
    }

    // Rows that a slow source gathers do not wait for a full batch.
    private void FlushWhenDue(long now)
    {
        if (_collector.Builder.RowCount == 0)
        {
            return;
        }

        if (_rowsSince == 0)
        {
            _rowsSince = now;
        }

        if (Time.GetElapsedTime(_rowsSince, now) >= RuntimeDefaults.FlushAfter)
        {
            Process(_collector.TakeAll());
        }
    }

    private void WaitForRows(long now)
    {
        if (_rowsSince == 0)
        {
            _rowsSince = now;
        }

        var quiet = Time.GetElapsedTime(_rowsSince, now);
        if (!_isIdle && quiet >= _idleAfter)
        {
            _isIdle = true;
            _chain.Process(Watermark.Idle);
        }

        var wait = _source.Signal is not null ? Timeout.InfiniteTimeSpan : RuntimeDefaults.PollInterval;
        if (!_isIdle && _idleAfter != Timeout.InfiniteTimeSpan && (wait == Timeout.InfiniteTimeSpan || _idleAfter - quiet < wait))
        {
            wait = _idleAfter - quiet;
        }

        WakeAfter(wait);
    }

    private void PassBarrier(Epoch epoch)
    {
        if (!_hasEnded)
        {
            Process(_collector.TakeAll());
        }

        _lastRound = epoch;
        _activityAtRound = _activity;
        var positions = _hasEnded ? SourcePositions.Of(_source.Positions.Partitions, ended: true) : _source.Positions;
        long? watermark = _chain.Watermarks is { Current: var current } && current != Watermark.None ? current.Nanos : null;
        _deadLetters?.Cut();
        if (!_hasEnded)
        {
            _chain.Emit(epoch);
        }

        Report(new BarrierPassed(epoch, _id, positions, watermark));
        if (_deadLetters is not null)
        {
            Report(new SinkCut(epoch, _deadLetters.Id));
        }
    }

    private async ValueTask AcknowledgeAsync(TaskControl.Acknowledge control)
    {
        if (control.Epoch == _lastRound)
        {
            Volatile.Write(ref _activitySettled, _activityAtRound);
        }

        try
        {
            await _source.EpochCommittedAsync(control.Epoch, control.Positions, _stopping.Token);
        }
        catch (ConnectorException exception)
        {
            // The epoch stands whatever the outside says; the next one acknowledges again.
            _notice(ReportSeverity.Warning, new Failure($"{Name}: {exception.Message}", exception.Hint, IsTransient: true));
        }
    }

    private void End()
    {
        Process(_collector.TakeAll());
        _collector.WarnOfUnseen();
        _hasEnded = true;
        Volatile.Write(ref _activity, _activity + 1);
        _chain.Process(Watermark.End);
        _chain.End();
        Report(new SourceEnded(_id));
    }
}
