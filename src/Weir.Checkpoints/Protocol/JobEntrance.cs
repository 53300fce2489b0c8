namespace Weir.Checkpoints;

/// <summary>
/// Which job a start works on (docs/checkpoints.md, start step 1): the pointer, the lock, and the change from a closed job to a new
/// one. Used by <see cref="RecoveryMachine"/>, which carries its commands.
/// </summary>
/// <param name="options">What the start is told.</param>
/// <param name="book">Where commands go.</param>
/// <param name="then">Names the step that follows when every command is answered.</param>
/// <param name="end">Ends the generation.</param>
internal sealed class JobEntrance(RecoveryOptions options, CommandBook book, Action<Action> then, Action<Ending, Failure?> end)
{
    private CurrentJob _found = CurrentJob.None;
    private JobId? _current;
    private JobId? _replaced;
    private bool _isTaken;

    public JobId Job { get; private set; }

    /// <summary>The job is brought to its end, to make room for a new one.</summary>
    public bool IsClosing { get; private set; }

    public void CurrentRead(CurrentJob found)
    {
        _found = found;
        _current = found.Job;
    }

    public void PointerTaken() => _isTaken = true;

    /// <summary>Finds the current job, or makes one, and takes its lock.</summary>
    public void Enter(Action entered)
    {
        book.Ask(id => new ReadCurrentJob(id));
        then(() => Lock(entered));
    }

    /// <summary>Leaves the closed job for a new one. Both locks are held until <see cref="PointToNew"/>.</summary>
    public void Switch(Action entered)
    {
        var next = options.NewJob;
        book.Ask(id => new TakeLock(id, next));
        then(() =>
        {
            _replaced = Job;
            Job = next;
            IsClosing = false;
            entered();
        });
    }

    /// <summary>Only now that the new job has its start does the pointer move: a kill before leaves the old job the current one.</summary>
    public void PointToNew(Action pointed)
    {
        if (_replaced is not { } old)
        {
            pointed();
            return;
        }

        _isTaken = false;
        book.Ask(id => new SetCurrentJob(id, Job, old));
        then(() =>
        {
            if (_isTaken)
            {
                end(Ending.Superseded, new(
                    $"job \"{old}\" is not the current one any more: somebody else began a new one", "look for the other process"));
                return;
            }

            _current = Job;
            _replaced = null;
            book.Ask(id => new ReleaseLock(id, old));
            then(pointed);
        });
    }

    private void Lock(Action entered)
    {
        if (_found is { Job: { } lost, IsThere: false } && !options.Fresh)
        {
            end(Ending.Refused, new(
                $"job \"{lost}\" is the current one of the data directory, and its folder is gone", "put the folder back, or begin anew with --fresh"));
        }
        else if (!_found.Others.IsEmpty && !options.Fresh)
        {
            var others = string.Join(", ", _found.Others.Select(job => $"\"{job}\""));
            end(Ending.Refused, new(
                $"the file \"current\" is gone from the data directory, beside the folders of job {others}",
                "write the id of the job to go on with into it, or begin anew with --fresh"));
        }
        else if (_current is { } current)
        {
            Job = current;
            IsClosing = (options.Fresh || options.FromCheckpoint is not null) && current != options.NewJob;
            book.Ask(id => new TakeLock(id, Job));
            then(() => CheckAgain(entered));
        }
        else if (options.FromCheckpoint is { } slot)
        {
            end(Ending.Refused, new($"there is no job to take checkpoint {slot} from", "start without --from-checkpoint"));
        }
        else
        {
            Job = options.NewJob;
            book.Ask(id => new TakeLock(id, Job));
            then(() => PointToFirst(entered));
        }
    }

    /// <summary>Between reading the pointer and taking the lock, another process may have begun a new job.</summary>
    private void CheckAgain(Action entered)
    {
        book.Ask(id => new ReadCurrentJob(id));
        then(() =>
        {
            if (_current == Job)
            {
                entered();
            }
            else
            {
                BeginAgain(entered);
            }
        });
    }

    private void PointToFirst(Action entered)
    {
        _isTaken = false;
        book.Ask(id => new SetCurrentJob(id, Job, null));
        then(() =>
        {
            if (_isTaken)
            {
                BeginAgain(entered);
            }
            else
            {
                _current = Job;
                entered();
            }
        });
    }

    private void BeginAgain(Action entered)
    {
        book.Ask(id => new ReleaseLock(id, Job));
        then(() => Enter(entered));
    }
}
