using Weir.Checkpoints.Local;

namespace Weir.Runtime;

/// <summary>
/// Remembers in a job's folder that it was begun with <c>--fresh --overwrite</c>: the pointer moves to the job before its sinks remove what
/// earlier jobs published, so a start after a kill in between has to know without being told again. It is forgotten when the job first runs.
/// </summary>
internal static class OverwriteNote
{
    private const string Name = "overwrites";

    public static bool IsIn(string jobFolder) => File.Exists(Path.Combine(jobFolder, Name));

    /// <summary>Durable when this returns. Repeatable.</summary>
    public static void Write(IFileLayer files, string jobFolder)
    {
        var path = Path.Combine(jobFolder, Name);
        using var file = files.Open(path, FileOpening.Write | FileOpening.Create);
        files.SyncData(file, path);
        files.SyncFolder(jobFolder);
    }

    /// <summary>Durable when this returns.</summary>
    public static void Remove(IFileLayer files, string jobFolder)
    {
        if (files.Delete(Path.Combine(jobFolder, Name)))
        {
            files.SyncFolder(jobFolder);
        }
    }
}
