using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>What a lock file says about its holder: for people only, the lock itself is the system's.</summary>
internal static class LockText
{
    public static void Write(IFileLayer files, SafeFileHandle file, string path, TimeProvider time)
    {
        var text = $"pid {Environment.ProcessId} on \"{Environment.MachineName}\" since {time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}\n";
        files.Truncate(file, path, 0);
        files.WriteAt(file, path, Encoding.UTF8.GetBytes(text), 0);
    }

    public static string Read(IFileLayer files, string path)
    {
        try
        {
            var text = Encoding.UTF8.GetString(files.ReadAll(path)).Trim();
            return text.Length > 0 ? text : "another process";
        }
        catch (DurableFileException)
        {
            return "another process";
        }
    }
}
