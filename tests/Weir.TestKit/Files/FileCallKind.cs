namespace Weir.TestKit.Files;

/// <summary>What was asked of a <see cref="PowerCutFiles"/>.</summary>
public enum FileCallKind
{
    Open,
    Read,
    Write,
    Truncate,
    SyncData,
    SyncFolder,
    MakeFolder,

    /// <summary>Either kind of move; the path is the target's.</summary>
    Move,
    Delete,
}
