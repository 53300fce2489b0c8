namespace Weir.Checkpoints;

/// <summary>
/// Numbers the commands of one machine, remembers which are unanswered, and gives again, with growing delays, those that failed
/// transiently. Both machines keep one.
/// </summary>
internal sealed class CommandBook(CoordinatorOptions limits, CommandId last = default)
{
    private readonly List<ProtocolCommand> _commands = [];
    private readonly Dictionary<CommandId, Attempt> _open = [];
    private readonly List<Attempt> _delayed = [];
    private long _lastId = last.Value;

    /// <summary>Commands of the current call.</summary>
    public IReadOnlyList<ProtocolCommand> Commands => _commands;

    public bool HasOpen => _open.Count + _delayed.Count > 0;

    /// <summary>Everything unanswered or delayed, for messages.</summary>
    public IEnumerable<Attempt> Outstanding => _open.OrderBy(o => o.Key.Value).Select(o => o.Value).Concat(_delayed);

    public TimeSpan? NextDue
    {
        get
        {
            TimeSpan? next = null;
            foreach (var attempt in _delayed)
            {
                next = next is { } n && n <= attempt.Due!.Value ? n : attempt.Due;
            }

            return next;
        }
    }

    public void BeginCall(TimeSpan now)
    {
        _commands.Clear();
        for (var i = 0; i < _delayed.Count;)
        {
            var attempt = _delayed[i];
            if (attempt.Due <= now)
            {
                _delayed.RemoveAt(i);
                Give(attempt);
            }
            else
            {
                i++;
            }
        }
    }

    /// <summary>Gives a command that nobody waits for.</summary>
    public void Tell(Func<CommandId, ProtocolCommand> make) => _commands.Add(make(new(++_lastId)));

    /// <summary>Gives a command whose answer is awaited.</summary>
    public Attempt Ask(Func<CommandId, ProtocolCommand> make, object? subject = null)
    {
        var attempt = new Attempt(make, subject);
        Give(attempt);
        return attempt;
    }

    /// <summary>Takes the attempt that an answer belongs to; null when the answer comes too late to matter.</summary>
    public Attempt? Take(CommandId id) => _open.Remove(id, out var attempt) ? attempt : null;

    /// <summary>Notes a failure and gives the command again after a delay.</summary>
    /// <returns>False when the disk was full once too often; the attempt is then given up.</returns>
    public bool Again(Attempt attempt, CommandFailed failed, TimeSpan now)
    {
        attempt.Failures++;
        attempt.LastFailure = failed.Failure;
        attempt.AnswerLost |= failed.Outcome == FailureOutcome.Unknown;
        if (failed.Failure.IsDiskFull && ++attempt.DiskFullFailures >= limits.DiskFullTries)
        {
            return false;
        }

        attempt.Due = now + Doubled(limits.Backoff, attempt.Failures - 1, limits.BackoffMax);
        _delayed.Add(attempt);
        return true;
    }

    /// <summary>Forgets everything unanswered; answers still to come are ignored.</summary>
    public void Abandon()
    {
        _open.Clear();
        _delayed.Clear();
    }

    /// <summary><paramref name="first"/> doubled <paramref name="times"/> times, at most <paramref name="max"/>.</summary>
    public static TimeSpan Doubled(TimeSpan first, int times, TimeSpan max)
    {
        var delay = first;
        for (var i = 0; i < times && delay < max; i++)
        {
            delay += delay;
        }

        return delay < max ? delay : max;
    }

    private void Give(Attempt attempt)
    {
        attempt.Due = null;
        attempt.Command = attempt.Make(new(++_lastId));
        _open.Add(attempt.Command.Id, attempt);
        _commands.Add(attempt.Command);
    }
}
