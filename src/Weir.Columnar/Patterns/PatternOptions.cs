namespace Weir.Columnar.Patterns;

/// <summary>The flags of a pattern, from an argument or from (?…) inside it.</summary>
/// <param name="IsMultiLine">^ and $ match at line ends too.</param>
/// <param name="DotIsAll">A dot matches line ends too.</param>
/// <param name="IsExpanded">White space and comments in the pattern are left out.</param>
internal readonly record struct PatternOptions(bool IgnoresCase, bool IsMultiLine, bool DotIsAll, bool IsExpanded)
{
    public static PatternOptions Parse(string flags)
    {
        var options = default(PatternOptions);
        foreach (var flag in flags)
        {
            options = flag == 'g' ? options : options.With(flag, true)
                ?? throw new PatternException($"there is no flag '{flag}'", "the flags are i, c, g (all matches), m (^ and $ at line ends), s (a dot is any character) and x");
        }

        return options;
    }

    /// <summary>With one flag set or taken away; null when there is no such flag.</summary>
    public PatternOptions? With(char flag, bool isSet) => flag switch
    {
        'i' => this with { IgnoresCase = isSet },
        'c' => this with { IgnoresCase = !isSet },
        'm' => this with { IsMultiLine = isSet },
        's' => this with { DotIsAll = isSet },
        'x' => this with { IsExpanded = isSet },
        _ => null,
    };
}
