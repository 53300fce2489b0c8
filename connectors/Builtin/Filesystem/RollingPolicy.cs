using Weir.Settings;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>When a file that is written is closed, to be published with the next checkpoint.</summary>
public sealed record RollingPolicy
{
    [Setting("a file is published when it has reached this size", Title = "File Size", Min = 1)]
    public ByteSize FileSize { get; init; } = new(128L << 20);

    [Setting("a file is published when it has been open for so long", Title = "Interval")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    [Setting("a file is published when no row came for so long", Title = "Inactivity Interval")]
    public TimeSpan? InactivityInterval { get; init; }
}
