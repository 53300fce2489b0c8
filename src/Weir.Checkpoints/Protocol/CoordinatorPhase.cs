namespace Weir.Checkpoints;

/// <summary>Where the coordinator stands; the numbers are the steps of a round in docs/checkpoints.md.</summary>
internal enum CoordinatorPhase
{
    New,

    /// <summary>Between rounds (1).</summary>
    Idle,

    /// <summary>Barrier under way (2, 3).</summary>
    Aligning,

    /// <summary>Pre-commits and state files (4, 5).</summary>
    Preparing,

    /// <summary>Manifest (6).</summary>
    WritingManifest,

    /// <summary>Its copy (6).</summary>
    Copying,

    /// <summary>Commits (7).</summary>
    Committing,

    /// <summary>Settlement (8).</summary>
    Settling,
}
