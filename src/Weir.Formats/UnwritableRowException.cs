namespace Weir.Formats;

/// <summary>A row has no form as a record of its format. The user's to mend.</summary>
public sealed class UnwritableRowException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
