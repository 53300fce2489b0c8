namespace Weir.Connectors;

/// <summary>What a sink can do; independent flags, none unless declared.</summary>
[Flags]
public enum SinkTraits
{
    None = 0,

    /// <summary>A restart neither loses nor repeats a row, for readers of what is committed.</summary>
    ExactlyOnce = 1,

    /// <summary>Commit is a real second phase.</summary>
    TwoPhaseCommit = 2,
}

/// <param name="CutsBack">After a restart the sink cuts what it wrote back to the last checkpoint; readers may have seen more meanwhile.</param>
/// <param name="IsEphemeral">What is written is for eyes only, or thrown away: it does not count for guarantees and keeps no state.</param>
public sealed record SinkCapabilities(SinkTraits Traits, bool CutsBack = false, bool IsEphemeral = false);
