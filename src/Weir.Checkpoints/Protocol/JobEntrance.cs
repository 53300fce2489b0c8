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
    private bool _isTaken;

    // What the pointer says until it is moved to the new job, and whether that is still to be done.
    private JobId? _replaced;
    private bool _movesPointer;
    private JobId? _left;

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
            (_left, _replaced, _movesPointer) = (Job, Job, true);
            Job = next;
            IsClosing = false;
            entered();
        });
    }

    /// <summary>Only now that the new job has its start does the pointer move: a kill before leaves the old job the current one.</summary>
    public void PointToNew(Action pointed)
    {
        if (!_movesPointer)
        {
            pointed();
            return;
        }

        _isTaken = false;
        book.Ask(id => new SetCurrentJob(id, Job, _replaced));
        then(() =>
        {
            if (_isTaken)
            {
                end(Ending.Superseded, new(
                    _replaced is { } old ? $"job \"{old}\" is not the current one any more: somebody else began a new one" : "somebody else began a new job",
                    "look for the other process"));
                return;
            }

            _current = Job;
            _movesPointer = false;
            if (_left is { } left)
            {
                _left = null;
                book.Ask(id => new ReleaseLock(id, left));
            }

            then(pointed);
        });
    }

    private void Lock(Action entered)
    {
        if (LostJob() is { } lost)
        {
            if (options.Fresh)
            {
                // The pointer stays as it is until the new job has its start: a start that is refused leaves what the next one is refused for.
                (Job, _replaced, _movesPointer) = (options.NewJob, _found.Job, true);
                book.Ask(id => new TakeLock(id, Job));
                then(entered);
            }
            else
            {
                end(Ending.Refused, lost);
            }
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

    /// <summary>There was a current job, and it cannot be told which or what it did.</summary>
    private Failure? LostJob() => _found switch
    {
        { Damage: { } damage } => new(damage, "write the id of the job to go on with (the name of its folder) into it, or begin anew with --fresh"),
        { Job: { } job, IsThere: false } => new(
            $"job \"{job}\" is the current one of the data directory, and its folder is gone", "put the folder back, or begin anew with --fresh"),
        { Others: [_, ..] others } => new(
            $"the file \"current\" is gone from the data directory, beside the folders of job {string.Join(", ", others.Select(job => $"\"{job}\""))}",
            "write the id of the job to go on with into it, or begin anew with --fresh"),
        _ => null,
    };

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
