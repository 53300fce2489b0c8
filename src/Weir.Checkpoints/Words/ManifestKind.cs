namespace Weir.Checkpoints;

public enum ManifestKind
{
    /// <summary>Written by a start (step 6): takes over the positions, state and carries of the slot it continues from.</summary>
    Start,

    /// <summary>The outcome of a round.</summary>
    Round,

    /// <summary>The outcome of the last round of bounded input: the job is finished.</summary>
    Final,
}
