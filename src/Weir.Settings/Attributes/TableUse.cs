namespace Weir.Settings;

/// <summary>What a table is used for.</summary>
[Flags]
public enum TableUse
{
    None = 0,
    Source = 1,
    Sink = 2,
    Lookup = 4,
    All = Source | Sink | Lookup,
}
