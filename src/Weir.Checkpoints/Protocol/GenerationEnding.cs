namespace Weir.Checkpoints;

/// <summary>
/// The end of a generation, the same for both machines: counts rewinds, gives <see cref="EndGeneration"/> once, and ends the process
/// when something would not stop.
/// </summary>
internal sealed class GenerationEnding(CommandBook book, CoordinatorOptions options)
{
    private RestartHistory _history = options.History;
    private TimeSpan _began;

    public bool HasBegun { get; private set; }

    /// <summary>Nothing follows any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>When the process is ended; null before and after.</summary>
    public TimeSpan? Due { get; private set; }

    /// <summary>A stop was asked for, and has to be over by then.</summary>
    public TimeSpan? StopBy { get; set; }

    /// <summary>A round was settled: earlier rewinds do not count any more.</summary>
    public void ForgetHistory() => _history = default;

    public void Begin(Ending ending, Failure? cause, TimeSpan now)
    {
        if (HasBegun)
        {
            return;
        }

        if (ending == Ending.Rewind)
        {
            _history = new(_history.Rewinds + 1, cause is { IsDiskFull: true } ? _history.DiskFull + 1 : 0);
            if (_history.DiskFull >= options.DiskFullTries)
            {
                ending = Ending.Failed;
                cause = cause! with { Hint = cause.Hint ?? "free some space and start again" };
            }
        }

        var history = _history;
        var delay = ending == Ending.Rewind
            ? CommandBook.Doubled(options.RewindBackoff, history.Rewinds - 1, options.RewindBackoffMax)
            : TimeSpan.Zero;
        book.Abandon();
        HasBegun = true;
        _began = now;
        Due = StopBy < now + options.EndLimit ? StopBy : now + options.EndLimit;
        book.Ask(id => new EndGeneration(id, ending, cause, delay, history));
    }

    public void Handle(ProtocolEvent happened, TimeSpan now)
    {
        if (IsOver)
        {
            return;
        }

        if (happened is GenerationEnded e && book.Take(e.Id) is not null)
        {
            IsOver = true;
            Due = null;
        }
        else if (happened is StopRequested && StopBy is null)
        {
            StopBy = now + options.StopLimit;
            Due = StopBy < Due ? StopBy : Due;
        }
        else if (Due <= now)
        {
            IsOver = true;
            Due = null;
            book.Tell(id => new ExitProcess(id, new(
                $"something did not end within {(now - _began).TotalSeconds:0} s", "ending the process is as safe as a kill")));
        }
    }
}
