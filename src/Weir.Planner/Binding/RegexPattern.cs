using Weir.Columnar.Patterns;

namespace Weir.Planner.Binding;

/// <summary>Checks of regular expressions, which must run in linear time.</summary>
internal static class RegexPattern
{
    public static bool Check(DiagnosticBag diagnostics, string pattern, bool ignoresCase, TextSpan span) =>
        Reported(diagnostics, span, () => LinearRegex.Compile(pattern, ignoresCase)) is not null;

    /// <summary>How many groups it captures; null when what is wrong with it is reported.</summary>
    public static int? CountGroups(DiagnosticBag diagnostics, string pattern, string flags, TextSpan span) =>
        Reported(diagnostics, span, () => (int?)LinearRegex.CountGroups(pattern, flags));

    private static T? Reported<T>(DiagnosticBag diagnostics, TextSpan span, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PatternException exception)
        {
            diagnostics.Error(DiagnosticCodes.WrongPattern, $"the regular expression cannot be used: {exception.Message}", span, exception.Hint);
            return default;
        }
    }
}
