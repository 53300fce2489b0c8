namespace Weir.Columnar.Functions;

/// <summary>Which neighbour a number becomes.</summary>
internal enum RoundingMode
{
    /// <summary>The nearer one, halves away from zero.</summary>
    Nearest,
    Down,
    Up,
    TowardsZero,
}
