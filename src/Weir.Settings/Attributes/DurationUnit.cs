namespace Weir.Settings;

/// <summary>What a bare number of a duration counts, in JSON and in SQL.</summary>
public enum DurationUnit
{
    /// <summary>Bare numbers are refused; in JSON the duration is a text such as <c>10s</c>.</summary>
    None,
    Microseconds,
    Milliseconds,
    Seconds,
}
