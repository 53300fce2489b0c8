using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Files;

/// <summary>From the system's file errors to a connector's.</summary>
internal static class FileErrors
{
    public static ConnectorException Read(string table, string path, Exception exception)
    {
        var (fact, hint) = exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => ("does not exist", "create it, or correct the option \"path\" (relative paths start at the script's folder)"),
            UnauthorizedAccessException => ("may not be read", "give the user that runs weir read permission"),
            _ => ($"cannot be read: {exception.Message}", null),
        };
        var isTransient = exception is IOException and not (FileNotFoundException or DirectoryNotFoundException);
        return new ConnectorException(ErrorKind.Read, $"table \"{table}\": \"{path}\" {fact}", Fault.External, isTransient, hint, exception);
    }

    public static ConnectorException Write(string table, string path, Exception exception)
    {
        if (exception is DurableFileException failure)
        {
            return new ConnectorException(
                ErrorKind.Write,
                $"table \"{table}\": {failure.Message}",
                Fault.External,
                failure.IsTransient || failure.IsDiskFull,
                failure.IsDiskFull ? "free some space" : failure.ErrorName is "EACCES" or "EPERM" or "EROFS" ? "give the user that runs weir write permission" : null,
                exception)
            {
                IsDiskFull = failure.IsDiskFull,
            };
        }

        return new ConnectorException(
            ErrorKind.Write, $"table \"{table}\": \"{path}\" cannot be written: {exception.Message}", Fault.External, exception is IOException, null, exception);
    }
}
