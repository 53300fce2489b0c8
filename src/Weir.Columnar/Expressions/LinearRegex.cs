using System.Text.RegularExpressions;
using Weir.Columnar.Patterns;

namespace Weir.Columnar.Expressions;

/// <summary>Regular expressions that run in time linear in the text, whatever the pattern. docs/sql.md has their syntax.</summary>
public static class LinearRegex
{
    /// <summary>How many groups a pattern captures, without compiling it.</summary>
    /// <exception cref="PatternException">The pattern or a flag is not of the dialect, or needs backtracking.</exception>
    public static int CountGroups(string pattern, string flags)
    {
        var translator = new PatternTranslator(pattern, PatternOptions.Parse(flags));
        translator.Translate();
        return translator.GroupCount;
    }

    /// <exception cref="PatternException">The pattern is not of the dialect, or needs backtracking.</exception>
    public static Regex Compile(string pattern, bool ignoreCase) => Compile(pattern, ignoreCase ? "i" : "");

    /// <param name="flags">Of <c>i c g m s x</c>; g is for the caller.</param>
    /// <exception cref="PatternException">The pattern or a flag is not of the dialect, or needs backtracking.</exception>
    public static Regex Compile(string pattern, string flags)
    {
        var options = PatternOptions.Parse(flags);
        var translated = new PatternTranslator(pattern, options).Translate();
        var ignoresCase = options.IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None;
        try
        {
            return new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | ignoresCase);
        }
        catch (NotSupportedException exception)
        {
            throw new PatternException($"the pattern is too large to run in linear time: {exception.Message}", "repeat less often");
        }
        catch (ArgumentException exception) when (exception is not PatternException)
        {
            // What only the base library knows: reversed ranges, unknown categories.
            throw new PatternException(exception.Message, null);
        }
    }
}
