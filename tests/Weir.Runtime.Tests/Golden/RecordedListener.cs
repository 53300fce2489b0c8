using Weir.Checkpoints;

namespace Weir.Runtime.Tests.Golden;

/// <summary>What a job said, and when its first checkpoint was settled.</summary>
internal sealed class RecordedListener : IJobListener
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Messages { get; } = [];

    /// <summary>Completes with the first settled round of this run.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Rows moved, and the job went on from a checkpoint of an earlier start.</summary>
    public bool WentOn { get; private set; }

    public void Started(StartPoint start) => WentOn = start.Manifest.ContinuesFrom is not null;

    public void Reported(ReportSeverity severity, Failure message) => Messages.Add($"{severity}: {message}");

    public void CheckpointSettled(Epoch epoch, Slot slot, TimeSpan duration) => _settled.TrySetResult();

    public void Rewinding(Failure? cause, TimeSpan delay) => Messages.Add($"rewinding: {cause}");
}
