namespace Weir.Checkpoints;

/// <summary>How a generation ends.</summary>
public enum Ending
{
    /// <summary>Bounded input is committed and settled, or was already when the job started. Exit 0.</summary>
    Finished,

    /// <summary>A stop was asked for and its last round is settled. Exit 0.</summary>
    Stopped,

    /// <summary>A stop passed its limit: quit at once, as safe as a kill. Exit 0.</summary>
    Quit,

    /// <summary>Everything stops and the job starts again as a new generation, nothing rolled back, nothing deleted.</summary>
    Rewind,

    /// <summary>The pipeline fails. Exit 1. What is decided is committed by the next start.</summary>
    Failed,

    /// <summary>The start was refused: the script, the options or the store need a person. Exit 2.</summary>
    Refused,

    /// <summary>A newer generation owns the job: stop at once, touching nothing. Exit 1.</summary>
    Superseded,
}
