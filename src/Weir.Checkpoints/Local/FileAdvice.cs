namespace Weir.Checkpoints.Local;

/// <summary>What the page cache is told; the values are the system's.</summary>
public enum FileAdvice
{
    Normal = 0,
    Sequential = 2,
    WillNeed = 3,
    DontNeed = 4,
}
