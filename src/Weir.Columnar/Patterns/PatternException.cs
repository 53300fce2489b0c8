namespace Weir.Columnar.Patterns;

/// <summary>A regular expression that this dialect does not have, or that cannot run in linear time.</summary>
/// <param name="message">A lower-case fact, with the place in the pattern.</param>
/// <param name="hint">What to write instead, or null.</param>
public sealed class PatternException(string message, string? hint) : ArgumentException(message)
{
    public string? Hint => hint;
}
