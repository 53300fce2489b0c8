namespace Weir.TestKit.Files;

/// <summary>A file or folder below the root of a <see cref="PowerCutFiles"/>, whatever it is called and whether it still has a name.</summary>
internal abstract class TrackedNode;

/// <summary>A file.</summary>
internal sealed class TrackedFile : TrackedNode
{
    /// <summary>What its last data sync made durable.</summary>
    public required byte[] Durable { get; set; }

    /// <summary>What it held when its last name was taken away; null while it has one.</summary>
    public byte[]? Last { get; set; }
}

/// <summary>A folder.</summary>
internal sealed class TrackedFolder : TrackedNode
{
    /// <summary>As a running process sees it.</summary>
    public Dictionary<string, TrackedNode> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>As its last sync left it.</summary>
    public Dictionary<string, TrackedNode> Durable { get; } = new(StringComparer.Ordinal);
}
