using System.Buffers;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Files;

/// <summary>From the system's file errors to a connector's.</summary>
internal static class FileErrors
{
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create("*?[");

    public const string WritePermissionHint = "give the user that runs weir write permission";

    public const string NoticeHint = "a start from a checkpoint before its end will be refused; --fresh reads what stands there then";

    /// <summary>There is nothing at the path.</summary>
    public static ConnectorException Missing(string table, string path)
    {
        var isLink = new FileInfo(path).LinkTarget is not null;
        return new ConnectorException(
            ErrorKind.Read,
            $"table \"{table}\": \"{path}\" {(isLink ? "is a link to something that does not exist" : "does not exist")}",
            Fault.External,
            isTransient: false,
            hint: isLink ? "mend the link, or name the file itself"
                : path.AsSpan().ContainsAny(PatternCharacters)
                    ? "a path is one name, no pattern: for the files of a folder write connector = 'filesystem', path = 'folder', 'source.regex_pattern' = '…'"
                    : "create it, or correct the option \"path\" (relative paths start at the script's folder)");
    }

    /// <summary>There is something at the path that cannot be read again from a position.</summary>
    public static ConnectorException NotRegular(string table, string path, FileKind kind)
    {
        var (what, hint) = kind switch
        {
            FileKind.Folder => ("a folder", "name a file, or use connector = 'filesystem'"),
            FileKind.Pipe => ("a pipe", "write what it gives into a file first: after a restart it could not be read again"),
            FileKind.Socket => ("a socket", "name a file"),
            _ => ("a device", "name a file: after a restart a device could not be read again"),
        };
        return new ConnectorException(ErrorKind.Configuration, $"table \"{table}\": \"{path}\" is {what}, not a file", Fault.User, isTransient: false, hint);
    }

    public static ConnectorException Read(string table, string path, Exception exception)
    {
        if (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(table, path);
        }

        var (fact, hint) = exception switch
        {
            UnauthorizedAccessException => ("may not be read", "give the user that runs weir read permission"),
            _ => ($"cannot be read: {exception.Message}", null),
        };
        return new ConnectorException(ErrorKind.Read, $"table \"{table}\": \"{path}\" {fact}", Fault.External, exception is IOException, hint, exception);
    }

    /// <summary>There is something at a sink's path that cannot be cut back to a checkpoint.</summary>
    public static ConnectorException NotWritable(string table, string path, FileKind kind)
    {
        var (what, hint) = kind switch
        {
            FileKind.Folder => ("a folder", "name a file, or use connector = 'filesystem'"),
            FileKind.Pipe => ("a pipe", "use connector = 'stdout', which writes rows as they come"),
            FileKind.Socket => ("a socket", "name a file"),
            _ => ("a device", "name a file, or use connector = 'stdout' or connector = 'blackhole'"),
        };
        return new ConnectorException(ErrorKind.Configuration, $"table \"{table}\": \"{path}\" is {what}, not a file", Fault.User, isTransient: false, hint);
    }

    /// <param name="waysOut">What helps when bytes or folders that were written are gone.</param>
    public static ConnectorException Write(string table, string path, Exception exception, string? waysOut = null)
    {
        if (exception is LostOutputException lost)
        {
            return new ConnectorException(ErrorKind.Write, $"table \"{table}\": {lost.Message}", Fault.External, isTransient: false, waysOut, exception);
        }

        if (exception is DurableFileException failure)
        {
            return new ConnectorException(
                ErrorKind.Write,
                $"table \"{table}\": {failure.Message}",
                Fault.External,
                failure.IsTransient || failure.IsDiskFull,
                failure.IsDiskFull ? "free some space" : failure.IsMissing ? waysOut : failure.ErrorName is "EACCES" or "EPERM" or "EROFS" ? WritePermissionHint : null,
                exception)
            {
                IsDiskFull = failure.IsDiskFull,
            };
        }

        return exception is UnauthorizedAccessException
            ? new ConnectorException(
                ErrorKind.Write, $"table \"{table}\": \"{path}\" may not be written", Fault.External, isTransient: false, WritePermissionHint, exception)
            : new ConnectorException(
                ErrorKind.Write, $"table \"{table}\": \"{path}\" cannot be written: {exception.Message}", Fault.External, exception is IOException, null, exception);
    }
}
