namespace Weir.Connectors.Builtin.Files;

/// <summary>Paths as the options give them: absolute, relative to the script's folder, or with <c>file:</c> before them.</summary>
internal static class LocalPath
{
    /// <exception cref="ConnectorException">The text names another kind of store.</exception>
    public static string Resolve(string table, string text, string baseFolder)
    {
        if (text.StartsWith("file:", StringComparison.Ordinal))
        {
            text = text["file:".Length..];
            text = text.StartsWith("//", StringComparison.Ordinal) ? text[2..] : text;
        }
        else if (text.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
        {
            throw new ConnectorException(
                ErrorKind.Unsupported,
                $"table \"{table}\": \"{text[..scheme]}://\" paths cannot be opened",
                Fault.User,
                isTransient: false,
                hint: "give the path of a local file or folder");
        }

        return Path.GetFullPath(text, baseFolder);
    }

    /// <summary>The path with symbolic links resolved, so that one file has one name; as it is when it does not exist yet.</summary>
    public static string Real(string path)
    {
        FileSystemInfo? target = Directory.Exists(path) ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)
            : File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)
            : null;
        return target?.FullName ?? path;
    }
}
