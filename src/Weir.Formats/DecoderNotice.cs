namespace Weir.Formats;

/// <summary>Something about the input that is no error, but that a user should know.</summary>
public sealed record DecoderNotice(string Message, string Hint);
