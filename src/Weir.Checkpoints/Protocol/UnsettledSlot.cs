using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Brings the newest slot to its end when nobody has settled it (docs/checkpoints.md, start step 5): claims its settlement, asks about every
/// descriptor, and commits, undoes or stops. Used by <see cref="RecoveryMachine"/>, which carries its commands.
/// </summary>
/// <param name="options">What the start is told.</param>
/// <param name="book">Where commands go.</param>
/// <param name="then">Names the step that follows when every command is answered.</param>
/// <param name="end">Ends the generation.</param>
internal sealed class UnsettledSlot(RecoveryOptions options, CommandBook book, Action<Action> then, Action<Ending, Failure?> end)
{
    private SlotContent _slot = null!;
    private Generation _generation;
    private Settlement? _settlement;
    private DescriptorSettler? _settler;
    private bool _givesUp;

    public required Func<JobId> Job { get; init; }

    /// <summary>The latest listing.</summary>
    public required Func<ImmutableArray<SlotListing>> Listed { get; init; }

    /// <summary>A newer slot has come up: the start begins again with the slots.</summary>
    public required Action ListAgain { get; init; }

    public required Action<ImmutableArray<ResourceName>> Fence { get; init; }

    public required Action<string, Generation> Superseded { get; init; }

    /// <summary>What became of it; null when it needed nothing.</summary>
    public DescriptorOutcome? Outcome => _settler?.Outcome;

    /// <summary>What was undone or given up, for people.</summary>
    public Failure? Reason => _settler?.Reason;

    public void Forget()
    {
        _settler = null;
        _settlement = null;
    }

    /// <param name="slot">Unsettled, with descriptors.</param>
    /// <param name="generation">Of this start.</param>
    /// <param name="givesUp">What cannot be found or committed is given up (<c>--fresh --accept-lost-rows</c>).</param>
    /// <param name="settled">What follows.</param>
    public void Settle(SlotContent slot, Generation generation, bool givesUp, Action settled)
    {
        _slot = slot;
        _generation = generation;
        _givesUp = givesUp;
        _settlement = slot.Settlement;
        if (_settlement is null && !options.Faults.NoSettlementClaim)
        {
            book.Ask(id => new WriteSettlement(id, Job(), slot.Slot, new(SettlementKind.Recovering, generation, options.Owner)));
        }

        then(() => CompleteCopy(settled));
    }

    /// <summary>Somebody's settlement was there already.</summary>
    public void Taken(Settlement settlement) => _settlement = settlement;

    public void Answered(Attempt attempt, DescriptorState state) => _settler!.Answered(attempt, state);

    public void Committed() => _settler!.Committed();

    /// <summary>Something that an earlier start left cannot be found or finished, and the job is left without it: what is lost is said.</summary>
    /// <returns>False when the command is about something else.</returns>
    public bool GivesUp(Attempt attempt, Failure failure)
    {
        switch (attempt.Command)
        {
            case AskDescriptor or Commit:
                _settler!.GaveUp(attempt, failure);
                return true;
            case CloseSink c:
                var lost = new Failure($"what the checkpoint carries of \"{c.Sink.Table}\" is lost, as told to accept: {failure.Message}");
                book.Tell(id => new Report(id, ReportSeverity.Warning, lost));
                return true;
            default:
                return false;
        }
    }

    private void CompleteCopy(Action settled)
    {
        if (_settlement is { Kind: SettlementKind.Done })
        {
            settled();
            return;
        }

        if (_settlement is { } claimed && claimed.Generation > _generation)
        {
            Superseded($"slot {_slot.Slot}", claimed.Generation);
            return;
        }

        var manifest = _slot.Manifest!;
        if (!_slot.HasCopy)
        {
            book.Ask(id => new CopyManifest(id, Job(), manifest));
        }

        if (options.Faults.FenceFirst)
        {
            Fence(manifest.Resources);
        }

        then(() => AskDescriptors(settled));
    }

    private void AskDescriptors(Action settled)
    {
        _settler = new(_slot.Manifest!, book, options.AcceptLostRows, _givesUp, options.Faults);
        _settler.AskAll();
        then(() => Decide(settled));
    }

    private void Decide(Action settled)
    {
        if (!_settler!.HasGone)
        {
            _settler.Decide();
            then(() => Follow(settled));
            return;
        }

        // A newer generation fences old names, and so erases what they answer, only after it has written the next slot.
        book.Ask(id => new ListSlots(id, Job()));
        then(() =>
        {
            if (Listed().Any(s => s.Slot > _slot.Slot))
            {
                ListAgain();
            }
            else
            {
                _settler.Decide();
                then(() => Follow(settled));
            }
        });
    }

    private void Follow(Action settled)
    {
        if (_settler!.Outcome == DescriptorOutcome.Stopped)
        {
            end(Ending.Failed, _settler.Reason);
            return;
        }

        if (_settler.Reason is { } reason)
        {
            book.Tell(id => new Report(id, ReportSeverity.Warning, reason));
        }

        settled();
    }
}
