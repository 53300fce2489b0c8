using Weir.Checkpoints;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>
/// A loop with one inbox. Subclasses take steps; between steps the loop serves control messages, and waits on one signal when a step found
/// nothing to do.
/// </summary>
internal abstract class PipelineTask : IAsyncDisposable
{
    private readonly Action<ProtocolEvent> _report;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _ends;

    protected PipelineTask(string name, int inputs, long queueBytes, AsyncSignal wake, TimeProvider time, Action<ProtocolEvent> report)
    {
        _name = name;
        _report = report;
        _time = time;
        Queue = new TaskQueue<TaskControl>(inputs, queueBytes, wake);
        _timer = time.CreateTimer(static signal => ((AsyncSignal)signal!).Set(), Queue.Wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TaskQueue<TaskControl> Queue { get; }

    /// <summary>What the loop's own failures and retries are called in messages.</summary>
    public string Name => _name;

    protected TimeProvider Time => _time;

    /// <summary>Runs until told to end, or until something fails, which is reported. Never throws.</summary>
    public async Task RunAsync()
    {
        try
        {
            var (steps, began) = (0, _time.GetTimestamp());
            while (true)
            {
                while (Queue.TryTakeControl(out var control))
                {
                    if (control is TaskControl.End)
                    {
                        return;
                    }

                    await HandleAsync(control);
                }

                if (_ends || !await StepAsync())
                {
                    await Queue.Wake.WaitAsync();
                }
                else if (++steps < RuntimeDefaults.StepsBetweenYields && _time.GetElapsedTime(began) < RuntimeDefaults.YieldAfter)
                {
                    continue;
                }
                else
                {
                    await Task.Yield();
                }

                (steps, began) = (0, _time.GetTimestamp());
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, the job decides what becomes of the generation; the task only waits for its end.
            _report(new ParticipantFailed(_name, Failures.Of(exception)));
            _ends = true;
            await WaitForEndAsync();
        }
    }

    public virtual ValueTask DisposeAsync()
    {
        Queue.Close();
        return _timer.DisposeAsync();
    }

    /// <summary>One step of work.</summary>
    /// <returns>False when there is nothing to do until the signal.</returns>
    protected abstract ValueTask<bool> StepAsync();

    protected abstract ValueTask HandleAsync(TaskControl control);

    /// <summary>A message that nobody should have sent here: left without an answer, a round would wait for ever.</summary>
    protected Exception Unexpected(TaskControl control) => new InvalidOperationException($"{_name} cannot take {control.GetType().Name}");

    protected void Report(ProtocolEvent happened) => _report(happened);

    /// <summary>Sets the signal after a while, once; a later call replaces it.</summary>
    protected void WakeAfter(TimeSpan delay) => _timer.Change(TimerDelay.RoundUp(delay), Timeout.InfiniteTimeSpan);

    private async Task WaitForEndAsync()
    {
        while (true)
        {
            while (Queue.TryTakeControl(out var control))
            {
                switch (control)
                {
                    case TaskControl.End:
                        return;
                    case TaskControl.PreCommit c:
                        Report(new CommandFailed(c.Id, new Failure($"\"{_name}\" has failed", IsTransient: true)));
                        break;
                    case TaskControl.Commit c:
                        Report(new CommandFailed(c.Id, new Failure($"\"{_name}\" has failed", IsTransient: true)));
                        break;
                    case TaskControl.StartRound or TaskControl.DropRound or TaskControl.Release or TaskControl.Acknowledge:
                        break;
                    default:
                        Report(new ParticipantFailed(_name, Failures.Of(Unexpected(control))));
                        break;
                }
            }

            await Queue.Wake.WaitAsync();
        }
    }
}
