namespace Weir.Checkpoints;

/// <summary>What became of an unsettled slot.</summary>
internal enum DescriptorOutcome
{
    Committed,

    /// <summary>Everything is gone for certain; the job continues from the slot before.</summary>
    Undone,

    /// <summary>Part is visible and part is gone: a person decides.</summary>
    Stopped,
}
