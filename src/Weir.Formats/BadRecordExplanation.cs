namespace Weir.Formats;

/// <summary>What is wrong with a record, in words.</summary>
/// <param name="Message">What was expected and what is there, with a short excerpt.</param>
/// <param name="Hint">The way out; null when there is none but to mend the record.</param>
public sealed record BadRecordExplanation(string Message, string? Hint = null);
