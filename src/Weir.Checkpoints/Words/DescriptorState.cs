namespace Weir.Checkpoints;

/// <summary>What the target says about a descriptor when it is asked.</summary>
public enum DescriptorState
{
    /// <summary>Still there and not visible: a commit will make it visible.</summary>
    Prepared,

    /// <summary>Visible already: a commit has nothing to do.</summary>
    Published,

    /// <summary>Neither visible nor there: somebody else ended it.</summary>
    Gone,
}
