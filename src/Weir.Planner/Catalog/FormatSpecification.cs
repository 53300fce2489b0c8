namespace Weir.Planner.Catalog;

/// <summary>How the bytes of a table are read and written.</summary>
/// <param name="Name"><c>json</c> or <c>raw_string</c>.</param>
/// <param name="Options">Only what was given, keys without the format's prefix.</param>
/// <param name="Framing"><c>newline</c>, or null when each message is one record.</param>
/// <param name="LineLengthMax">Bytes after which a framed line is cut; null for no limit of its own.</param>
public sealed record FormatSpecification(
    string Name, ImmutableSortedDictionary<string, string> Options, string? Framing = null, long? LineLengthMax = null);
