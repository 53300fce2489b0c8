using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>The settings that every table with a connector has, and that the planner itself acts on.</summary>
[Settings("Table")]
internal sealed record CommonSettings
{
    [Setting("what becomes of a record that cannot be read", Title = "Bad Data")]
    public BadDataPolicy BadData { get; init; }

    [Setting("microseconds without rows after which the table no longer holds the watermark back; 0 for never", Title = "Idle Micros")]
    public long IdleMicros { get; init; } = 300_000_000;
}
