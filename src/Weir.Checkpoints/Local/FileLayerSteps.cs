namespace Weir.Checkpoints.Local;

/// <summary>What takes several calls of a layer.</summary>
public static class FileLayerSteps
{
    /// <summary>Makes a folder and every missing one above it; each new name is durable when this returns.</summary>
    public static void CreateFolder(this IFileLayer files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
        {
            files.CreateFolder(parent);
        }

        files.MakeFolder(path);
        if (parent is not null)
        {
            files.SyncFolder(parent);
        }
    }

    /// <summary>Reads a whole file.</summary>
    public static byte[] ReadAll(this IFileLayer files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var file = files.Open(path, FileOpening.Read);
        var bytes = new byte[files.SizeOf(file, path)];
        var read = files.ReadAt(file, path, bytes, 0);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
