namespace Weir.Chaos;

/// <summary>What a kill waits for before its own delay.</summary>
internal enum KillMoment
{
    /// <summary>The start of the process: lands in the runtime's start, the lock, recovery, or the first rows.</summary>
    Start,

    /// <summary>The line that says rows move: recovery of recovery.</summary>
    Running,

    /// <summary>A settled checkpoint: lands before, in or behind the next one.</summary>
    Checkpoint,
}
