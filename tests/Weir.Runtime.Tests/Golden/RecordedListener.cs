using System.Collections.Concurrent;
using Weir.Checkpoints;

namespace Weir.Runtime.Tests.Golden;

/// <summary>What a job said, and when its first checkpoint was settled.</summary>
internal sealed class RecordedListener : IJobListener
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _rewound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>Completes with the first settled round of this run.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Rows moved, and the job went on from a checkpoint of an earlier start.</summary>
    public bool WentOn { get; private set; }

    /// <summary>Completes when the start is complete.</summary>
    public Task HasStarted => _started.Task;

    public void Started(StartPoint start)
    {
        WentOn = start.Manifest.ContinuesFrom is not null;
        _started.TrySetResult();
    }

    public void Reported(ReportSeverity severity, Failure message) => Messages.Enqueue($"{severity}: {message}");

    /// <summary>Completes with the next round that is settled from now on. Any thread.</summary>
    public Task SettlesAgain() => Volatile.Read(ref _next).Task;

    public void CheckpointSettled(Epoch epoch, Slot slot, TimeSpan duration)
    {
        _settled.TrySetResult();
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Completes when a generation has ended and another is to start.</summary>
    public Task Rewound => _rewound.Task;

    public void WouldNotStop(Failure cause) => Messages.Enqueue($"would not stop: {cause}");

    public void Rewinding(Failure? cause, TimeSpan delay)
    {
        Messages.Enqueue($"rewinding: {cause}");
        _rewound.TrySetResult();
    }
}
