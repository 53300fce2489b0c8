namespace Weir.Checkpoints;

/// <summary>What a reading of a slot found.</summary>
public sealed record SlotContent
{
    public required Slot Slot { get; init; }

    /// <summary>From the manifest, or from its copy when the manifest is damaged; null when neither can be read.</summary>
    public CheckpointManifest? Manifest { get; init; }

    /// <summary>The copy is there and readable.</summary>
    public bool HasCopy { get; init; }

    /// <summary>Null when the place is empty or damaged.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>What is wrong with the manifest or its copy, naming the file; null when nothing is.</summary>
    public string? Damage { get; init; }

    /// <summary>What is wrong with the settlement, naming the file; null when nothing is.</summary>
    public string? SettlementDamage { get; init; }

    /// <summary>The manifest was written in a newer format, which this program must not guess at.</summary>
    public bool IsNewerFormat { get; init; }
}
