namespace Weir.Simulator;

/// <summary>Virtual time: what happens when, on one thread. Two things at the same time happen in the order they were asked for.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<Action, (long, long)> _queue = new();
    private long _order;

    public long NowMillis { get; private set; }

    public TimeSpan Now => TimeSpan.FromMilliseconds(NowMillis);

    public void After(long millis, Action action) => _queue.Enqueue(action, (NowMillis + millis, _order++));

    /// <returns>False when nothing is left to happen.</returns>
    public bool Step()
    {
        if (!_queue.TryDequeue(out var action, out var when))
        {
            return false;
        }

        NowMillis = when.Item1;
        action();
        return true;
    }
}
