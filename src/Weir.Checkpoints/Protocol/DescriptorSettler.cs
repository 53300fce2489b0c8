using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Asks about every descriptor of an unsettled slot, and decides what becomes of it (docs/checkpoints.md, start step 5): commit all,
/// undo all, or stop. Used by <see cref="RecoveryMachine"/>, which carries its commands.
/// </summary>
/// <param name="manifest">The slot's.</param>
/// <param name="book">Where commands go.</param>
/// <param name="acceptLostRows">What is gone while other parts are visible does not stop the start.</param>
/// <param name="givesUp">The job is left: what is gone is not read again, so nothing is undone, and what is there is committed.</param>
/// <param name="faults">Set by the simulator only.</param>
internal sealed class DescriptorSettler(CheckpointManifest manifest, CommandBook book, bool acceptLostRows, bool givesUp, ProtocolFaults faults)
{
    private readonly Dictionary<CommitDescriptor, DescriptorState> _states = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<CommitDescriptor> _givenUp = new(ReferenceEqualityComparer.Instance);
    private int _unanswered;

    /// <summary>Set when nothing more is to be done.</summary>
    public DescriptorOutcome? Outcome { get; private set; }

    /// <summary>Why it stops, or what was undone or given up, for people.</summary>
    public Failure? Reason { get; private set; }

    public void AskAll()
    {
        foreach (var descriptor in manifest.Descriptors)
        {
            _unanswered++;
            book.Ask(id => new AskDescriptor(id, descriptor), descriptor);
        }
    }

    public void Answered(Attempt attempt, DescriptorState state)
    {
        var descriptor = (CommitDescriptor)attempt.Subject!;
        _unanswered--;
        if (attempt.Command is RollBack)
        {
            // One that is published after all cannot be undone: its rows are visible.
            if (state == DescriptorState.Published)
            {
                _states[descriptor] = DescriptorState.Published;
                Stop();
            }
            else if (_unanswered == 0 && Outcome is null)
            {
                Undone();
            }

            return;
        }

        _states[descriptor] = state;
    }

    /// <summary>Something is gone: ended by an outsider, or fenced by a newer generation that has finished this slot already.</summary>
    public bool HasGone => _states.ContainsValue(DescriptorState.Gone);

    /// <summary>A question or a commit failed for good, and that is accepted: its rows are given up.</summary>
    public void GaveUp(Attempt attempt, Failure failure)
    {
        var descriptor = (CommitDescriptor)attempt.Subject!;
        _states[descriptor] = DescriptorState.Gone;
        _givenUp.Add(descriptor);
        Lose(failure.Message, [descriptor]);
        if (attempt.Command is Commit)
        {
            Committed();
        }
        else
        {
            _unanswered--;
        }
    }

    public void Committed()
    {
        if (--_unanswered == 0)
        {
            Outcome = DescriptorOutcome.Committed;
        }
    }

    /// <summary>Commits, undoes or stops, once every descriptor has been asked about.</summary>
    public void Decide()
    {
        var gone = manifest.Descriptors.Where(d => _states[d] == DescriptorState.Gone).ToList();
        if (gone.Count == 0)
        {
            CommitAll(manifest.Descriptors);
        }
        else if (!givesUp && _states.Values.All(s => s != DescriptorState.Published))
        {
            UndoAll();
        }
        else if (acceptLostRows)
        {
            Lose("gone", [.. gone.Where(d => !_givenUp.Contains(d))]);
            CommitAll([.. manifest.Descriptors.Except(gone)]);
        }
        else
        {
            Stop();
        }
    }

    private void CommitAll(ImmutableArray<CommitDescriptor> descriptors)
    {
        foreach (var descriptor in descriptors)
        {
            _unanswered++;
            book.Ask(id => new Commit(id, manifest.Slot, descriptor), descriptor);
        }

        if (descriptors.IsEmpty)
        {
            Outcome = DescriptorOutcome.Committed;
        }
    }

    private void Lose(string why, IReadOnlyList<CommitDescriptor> descriptors)
    {
        if (descriptors.Count == 0)
        {
            return;
        }

        var lost = Reason is null ? $"rows of epoch {manifest.Epoch} are lost, as told to accept" : Reason.Message;
        Reason = new($"{lost}: {Rows(descriptors)} ({why})");
    }

    private void UndoAll()
    {
        if (faults.UndoUnconfirmed)
        {
            Undone();
            return;
        }

        foreach (var descriptor in manifest.Descriptors)
        {
            _unanswered++;
            book.Ask(id => new RollBack(id, descriptor), descriptor);
        }
    }

    private void Undone()
    {
        Outcome = DescriptorOutcome.Undone;
        Reason = new(
            $"undid epoch {manifest.Epoch} of slot {manifest.Slot}: the target had ended {Rows(manifest.Descriptors.Where(d => _states[d] == DescriptorState.Gone))}",
            "nothing of it was visible anywhere; its rows are read again");
    }

    private void Stop()
    {
        Outcome = DescriptorOutcome.Stopped;
        var gone = manifest.Descriptors.Where(d => _states[d] == DescriptorState.Gone);
        var published = manifest.Descriptors.Where(d => _states[d] == DescriptorState.Published);
        Reason = new(
            $"epoch {manifest.Epoch} of slot {manifest.Slot} is visible in {Rows(published)} and gone from {Rows(gone)}",
            "--accept-lost-rows goes on without the rows that are gone");
    }

    private static string Rows(IEnumerable<CommitDescriptor> descriptors) =>
        string.Join(", ", descriptors.Select(d =>
            $"\"{d.Table}\" ({d.Resource}{(d.Rows > 0 ? $", {d.Rows} rows" : "")}{(d.Bytes > 0 ? $", {d.Bytes} bytes" : "")})"));
}
