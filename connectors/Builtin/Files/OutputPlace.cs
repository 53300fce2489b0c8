using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Files;

/// <summary>Whether files can be made somewhere, found out before anything is.</summary>
internal static class OutputPlace
{
    /// <summary>The folder is there and may be written, or can be made.</summary>
    /// <exception cref="ConnectorException">It cannot.</exception>
    public static void Require(string table, string folder)
    {
        var at = folder;
        FileStatus? found;
        while ((found = FileStatus.Find(at)) is null)
        {
            at = Path.GetDirectoryName(at) ?? "/";
        }

        if (found.Value.Kind != FileKind.Folder)
        {
            throw new ConnectorException(
                ErrorKind.Configuration, $"table \"{table}\": \"{folder}\" cannot be a folder: \"{at}\" is none", Fault.User, isTransient: false, "choose another path");
        }

        RequireWritable(table, at);
    }

    /// <exception cref="ConnectorException">The file or folder may not be written.</exception>
    public static void RequireWritable(string table, string path)
    {
        if (!FileStatus.MayWrite(path))
        {
            throw new ConnectorException(
                ErrorKind.Configuration, $"table \"{table}\": \"{path}\" may not be written", Fault.User, isTransient: false, FileErrors.WritePermissionHint);
        }
    }
}
