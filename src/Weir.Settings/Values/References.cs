using System.Text.RegularExpressions;

namespace Weir.Settings;

/// <summary><c>{{ NAME }}</c> and <c>${NAME}</c> in texts.</summary>
public static partial class References
{
    public static bool AreIn(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal);

    /// <summary>Whether something begins like a reference and is none: nothing would fill it.</summary>
    public static bool AreBroken(string text) => AreIn(text) && AreIn(Pattern().Replace(text, "_"));

    /// <summary>Whether a text is references only, beside some other characters.</summary>
    public static bool AreAllOf(string text, string others = "") =>
        AreIn(text) && Pattern().Replace(text, "").AsSpan().Trim().TrimStart(others).IsEmpty;

    public static IEnumerable<string> Names(string text) => Pattern().Matches(text).Select(NameOf);

    /// <summary>The text with every reference filled; what is filled in is not looked at again.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Pattern().Replace(text, match => values[NameOf(match)]);

    private static string NameOf(Match match) => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}|\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Pattern();
}
