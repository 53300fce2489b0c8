using System.Text.RegularExpressions;
using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>References in the values of options: <c>{{ NAME }}</c> and <c>${NAME}</c>, filled when the job starts.</summary>
public static partial class OptionReference
{
    /// <summary>The name is in the first group or in the second.</summary>
    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}|\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    public static partial Regex Pattern();

    /// <summary>Whether something begins like a reference and is none: nothing would fill it.</summary>
    internal static bool IsBroken(string text) => OptionValue.HasReference(text) && OptionValue.HasReference(Pattern().Replace(text, "_"));
}
