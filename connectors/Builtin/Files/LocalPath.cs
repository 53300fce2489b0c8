namespace Weir.Connectors.Builtin.Files;

/// <summary>Paths as the options give them: absolute, relative to the script's folder, or with <c>file:</c> before them.</summary>
internal static class LocalPath
{
    private const int LinksMax = 40;

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

    /// <summary>
    /// The path with every symbolic link resolved, in the folders above it too, and without a slash at its end: one file has one name. What does
    /// not exist yet stands as it is written.
    /// </summary>
    /// <exception cref="ConnectorException">The links go in a circle, or cannot be read.</exception>
    public static string Real(string table, string path)
    {
        try
        {
            return Resolved(table, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Read(table, path, exception);
        }
    }

    private static string Resolved(string table, string path)
    {
        var left = new Stack<string>(Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var real = "/";
        var links = 0;
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Combine(real, part);
            if (part == "." || new FileInfo(next).LinkTarget is not { } target)
            {
                real = part == "." ? real : next;
                continue;
            }

            if (++links > LinksMax)
            {
                throw new ConnectorException(
                    ErrorKind.Configuration, $"table \"{table}\": the links of \"{path}\" lead in a circle", Fault.User, isTransient: false, "name the file itself");
            }

            real = target.StartsWith('/') ? "/" : real;
            foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                left.Push(step);
            }
        }

        return real;
    }
}
