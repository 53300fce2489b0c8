using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>A process: generations of the job, one after the other, until it ends or is killed.</summary>
internal sealed class SimulatedProcess(World world, int number)
{
    private readonly Guid _newJob = world.NextGuid();
    private SimulatedRun? _run;
    private long _pausedUntil;

    public bool IsAlive { get; private set; } = true;

    public string WaitsFor => $"{this} waits for {_run?.WaitsFor ?? "its next generation"}";

    public void Start(RestartHistory history)
    {
        if (IsAlive)
        {
            _run = new(world, this, JobId.From(_newJob), history);
            _run.Begin();
        }
    }

    public void Post(ProtocolEvent happened) => _run?.Post(happened);

    public void Kill() => IsAlive = false;

    /// <summary>The process stands still, as in a long collection, while the world goes on.</summary>
    public void Pause(long millis) => _pausedUntil = world.Schedule.NowMillis + millis;

    /// <summary>Does something in this process, some time from now, unless it is dead by then.</summary>
    public void After(long millis, Action action) => world.Schedule.After(millis, () =>
    {
        if (!IsAlive)
        {
            return;
        }

        var pause = _pausedUntil - world.Schedule.NowMillis;
        if (pause > 0)
        {
            After(pause, action);
        }
        else
        {
            action();
        }
    });

    public override string ToString() => $"process {number}";
}
