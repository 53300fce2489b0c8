namespace Weir.Settings;

/// <summary>Where an address holds a name and a password: <c>scheme://here@host/path</c>.</summary>
internal static class UserInfo
{
    /// <summary>The place of what is to be hidden; empty when there is nothing.</summary>
    public static ImmutableArray<Range> In(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;

        // Where references are still to be filled the authority's end is not known: everything up to the last @ is hidden.
        var length = References.AreIn(text) ? -1 : text.AsSpan(start).IndexOfAny('/', '?', '#');
        var authority = length < 0 ? text.AsSpan(start) : text.AsSpan(start, length);
        var end = authority.LastIndexOf('@');
        return end <= 0 || References.AreAllOf(text.Substring(start, end), ":") ? [] : [new Range(start, start + end)];
    }
}
