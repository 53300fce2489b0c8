namespace Weir.Connectors;

/// <summary>What a sink can do; independent flags, none unless declared.</summary>
[Flags]
public enum SinkTraits
{
    None = 0,

    /// <summary>A restart neither loses nor repeats a row, for readers of what is committed.</summary>
    ExactlyOnce = 1,

    /// <summary>Writing a row again changes nothing.</summary>
    Idempotent = 2,

    /// <summary>Writes by key.</summary>
    Upsert = 4,

    /// <summary>Accepts retractions.</summary>
    Changelog = 8,

    /// <summary>Commit is a real second phase.</summary>
    TwoPhaseCommit = 16,
    SchemaEvolution = 32,
    Partitioned = 64,
}

/// <param name="CutsBack">After a restart the sink cuts what it wrote back to the last checkpoint; readers may have seen more meanwhile.</param>
/// <param name="IsEphemeral">What is written is for eyes only, or thrown away: it does not count for guarantees and keeps no state.</param>
public sealed record SinkCapabilities(SinkTraits Traits, bool CutsBack = false, bool IsEphemeral = false)
{
    public bool Has(SinkTraits traits) => (Traits & traits) == traits;
}
