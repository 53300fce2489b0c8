using System.Text.RegularExpressions;

namespace Weir.Planner.Binding;

/// <summary>Checks of regular expressions, which must run in linear time.</summary>
internal static class RegexPattern
{
    public static bool Check(DiagnosticBag diagnostics, string pattern, bool ignoresCase, TextSpan span) =>
        TryCompile(diagnostics, pattern, ignoresCase, span) is not null;

    /// <summary>The compiled pattern; null when it is reported.</summary>
    public static Regex? TryCompile(DiagnosticBag diagnostics, string pattern, bool ignoresCase, TextSpan span)
    {
        try
        {
            return LinearRegex.Compile(pattern, ignoresCase);
        }
        catch (NotSupportedException)
        {
            diagnostics.Error(
                "E30", "the regular expression cannot run in linear time", span,
                "back references, look-around and atomic groups are not supported");
        }
        catch (ArgumentException exception)
        {
            diagnostics.Error("E30", $"the regular expression is not valid: {exception.Message}", span);
        }

        return null;
    }
}
