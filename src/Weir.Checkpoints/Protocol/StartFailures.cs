namespace Weir.Checkpoints;

/// <summary>What a failed command means for a start. Pure.</summary>
internal static class StartFailures
{
    /// <returns>How the generation ends; null when the command is given again after a delay.</returns>
    public static (Ending Ending, Failure Cause)? EndingOf(ProtocolCommand command, CommandFailed failed)
    {
        var failure = failed.Failure;
        var mayPass = failure.IsTransient || failure.IsDiskFull;
        return command switch
        {
            // A sync that failed is never tried again: the second would say yes to pages that the first has dropped.
            SyncSlot c => (Ending.Failed, failure with
            {
                Message = $"slot {c.Slot} could not be made durable again: {failure.Message}",
                Hint = failure.Hint ?? "the disk may be failing: copy the data directory to another one before starting again",
            }),
            OpenConnectors or ResolveStart or CheckSink or RecoverSink or RestoreOperators or RestoreSource =>
                (mayPass ? Ending.Rewind : Ending.Failed, failure),
            _ when mayPass || (failed.Outcome == FailureOutcome.Unknown && IsStoreWrite(command)) => null,
            TakeLock or ReadCurrentJob => (Ending.Refused, failure),
            _ => (Ending.Failed, failure with { Message = $"{CommandTexts.Describe(command)}: {failure.Message}" }),
        };
    }

    /// <summary>A write-once place answers a second try with what became of the first.</summary>
    private static bool IsStoreWrite(ProtocolCommand command) =>
        command is ClaimGeneration or SetCurrentJob or WriteManifest or CopyManifest or WriteSettlement;
}
