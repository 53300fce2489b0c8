using System.Text.RegularExpressions;
using Weir.Columnar.Patterns;

namespace Weir.Planner.Binding;

/// <summary>Checks of regular expressions, which must run in linear time.</summary>
internal static class RegexPattern
{
    public static bool Check(DiagnosticBag diagnostics, string pattern, bool ignoresCase, TextSpan span) =>
        TryCompile(diagnostics, pattern, ignoresCase ? "i" : "", span) is not null;

    /// <summary>The compiled pattern; null when it is reported.</summary>
    public static Regex? TryCompile(DiagnosticBag diagnostics, string pattern, string flags, TextSpan span)
    {
        try
        {
            return LinearRegex.Compile(pattern, flags);
        }
        catch (PatternException exception)
        {
            diagnostics.Error("E30", $"the regular expression cannot be used: {exception.Message}", span, exception.Hint);
            return null;
        }
    }
}
