using System.Security.Cryptography;
using System.Text;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>
/// Remembers in the job's folder that the job made a file, or was told to replace it: a start that was killed before its first checkpoint
/// carried the file may begin it anew. It ends when the job goes no further with the sink.
/// </summary>
/// <param name="files">What files are reached through.</param>
/// <param name="jobFolder">Null when the job keeps no state: then nothing is remembered.</param>
/// <param name="path">The file.</param>
internal sealed class OwnedFileNote(IFileLayer files, string? jobFolder, string path)
{
    private readonly string? _note = jobFolder is null ? null
        : Path.Combine(jobFolder, "owned", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))[..8]));

    /// <summary>Whether it is about this very file, and not another one that has its name now.</summary>
    public bool Names(FileStatus file) => _note is not null && File.Exists(_note) && Encoding.UTF8.GetString(files.ReadAll(_note)) == Text(file);

    /// <summary>Durable when this returns; one that is found is synced again, since a start that was killed may not have come to it.</summary>
    public void Write(FileStatus made)
    {
        if (_note is null)
        {
            return;
        }

        var folder = Path.GetDirectoryName(_note)!;
        files.CreateFolder(folder);
        var isThere = Names(made);
        using var file = files.Open(_note, FileOpening.Write | FileOpening.Create);
        if (!isThere)
        {
            files.Truncate(file, _note, 0);
            files.WriteAt(file, _note, Encoding.UTF8.GetBytes(Text(made)), 0);
        }

        files.SyncData(file, _note);
        files.SyncFolder(folder);
        files.SyncFolder(jobFolder!);
    }

    public void Remove()
    {
        if (_note is not null && files.Delete(_note))
        {
            files.SyncFolder(Path.GetDirectoryName(_note)!);
        }
    }

    private string Text(FileStatus file) => $"{path}\n{file.Id}\n";
}
