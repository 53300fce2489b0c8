namespace Weir.Formats.RawString;

/// <summary>The format <c>raw_string</c> has no options.</summary>
public sealed record RawStringFormatOptions : FormatOptions;
