namespace Weir.Planner.Catalog;

/// <summary>The value of an option. References such as <c>{{ NAME }}</c> and <c>${NAME}</c> are still in it; they are resolved at use.</summary>
/// <param name="Text">The real text; not for showing.</param>
/// <param name="IsSecret">Whether showing it hides it.</param>
public sealed record OptionValue(string Text, bool IsSecret)
{
    /// <summary>The text, or <c>***</c> for a secret that stands there itself instead of a reference.</summary>
    public override string ToString() => IsSecret && !IsReference(Text) ? "***" : Text;

    internal static bool HasReference(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal);

    private static bool IsReference(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var inner = trimmed.StartsWith("{{") && trimmed.EndsWith("}}") && trimmed.Length > 4 ? trimmed[2..^2]
            : trimmed.StartsWith("${") && trimmed.EndsWith("}") && trimmed.Length > 3 ? trimmed[2..^1]
            : default;
        return !inner.Trim().IsEmpty && !inner.ContainsAny('{', '}', '$');
    }
}
