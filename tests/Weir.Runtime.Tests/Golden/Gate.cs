namespace Weir.Runtime.Tests.Golden;

/// <summary>Lets each source hand out so many records and then wait, so that a test stops or kills a job at a known place.</summary>
internal sealed class Gate(int sources)
{
    private readonly Lock _lock = new();
    private readonly HashSet<object> _waiting = [];
    private TaskCompletionSource _everybodyWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _allowed;

    /// <summary>Lets everybody hand out so many more.</summary>
    /// <returns>Completes when every source has done so, or has nothing more.</returns>
    public Task OpenFor(int records)
    {
        lock (_lock)
        {
            _allowed += records;
            _waiting.Clear();
            _everybodyWaits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _everybodyWaits.Task;
        }
    }

    /// <summary>Whether a source that has handed out so many may hand out one more; when not, it waits here.</summary>
    public bool Allows(object source, int handedOut)
    {
        lock (_lock)
        {
            if (handedOut < _allowed)
            {
                return true;
            }

            Wait(source);
            return false;
        }
    }

    public void Ended(object source)
    {
        lock (_lock)
        {
            Wait(source);
        }
    }

    private void Wait(object source)
    {
        if (_waiting.Add(source) && _waiting.Count == sources)
        {
            _everybodyWaits.SetResult();
        }
    }
}
