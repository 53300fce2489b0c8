namespace Weir.Checkpoints.Local;

/// <summary>What takes several calls of a layer.</summary>
public static class FileLayerSteps
{
    /// <summary>
    /// Makes a folder and every missing one above it; each name is durable when this returns, also that of a folder found there, which a
    /// process killed before its sync may have made.
    /// </summary>
    public static void CreateFolder(this IFileLayer files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return;
        }

        if (Directory.Exists(path))
        {
            SyncFound(files, parent);
            return;
        }

        files.CreateFolder(parent);
        files.MakeFolder(path);
        files.SyncFolder(parent);
    }

    /// <summary>Reads a whole file.</summary>
    public static byte[] ReadAll(this IFileLayer files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var file = files.Open(path, FileOpening.Read);
        if (FileStatus.Of(file).Kind == FileKind.Folder)
        {
            // Opens like a file, and has a size that is none.
            throw new DurableFileException("read", path, Posix.Eisdir);
        }

        var bytes = new byte[files.SizeOf(file, path)];
        var read = files.ReadAt(file, path, bytes, 0);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static void SyncFound(IFileLayer files, string parent)
    {
        try
        {
            files.SyncFolder(parent);
        }
        catch (DurableFileException exception) when (exception.Error is Posix.Eacces or Posix.Eperm)
        {
            // Who may not open the parent has not made the folder: that would have ended here as well.
        }
    }
}
