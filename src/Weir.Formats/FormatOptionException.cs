namespace Weir.Formats;

/// <summary>A format cannot be used as the table asks: a wrong option, or a column it cannot read or write. The user's to fix.</summary>
public sealed class FormatOptionException(string message, string? hint = null) : Exception(message)
{
    /// <summary>What the user may do about it; may be null.</summary>
    public string? Hint { get; } = hint;
}
