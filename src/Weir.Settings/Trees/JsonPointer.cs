namespace Weir.Settings;

/// <summary>JSON pointers, RFC 6901; the root is the empty text.</summary>
internal static class JsonPointer
{
    public static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
