namespace Weir.Checkpoints;

/// <summary>Why something did not work, in the form every message takes: a short lowercase fact with names in quotes, then a hint.</summary>
/// <param name="Message">The fact.</param>
/// <param name="Hint">What the reader can do about it.</param>
/// <param name="IsTransient">Trying again may help.</param>
/// <param name="IsDiskFull">No space, or a quota: three tries, then the pipeline fails.</param>
/// <param name="IsInputWrong">The script or its options ask for what cannot be: a start that ends with it was refused.</param>
public sealed record Failure(string Message, string? Hint = null, bool IsTransient = false, bool IsDiskFull = false, bool IsInputWrong = false)
{
    public override string ToString() => Hint is null ? Message : $"{Message}; {Hint}";
}
