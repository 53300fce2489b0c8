using System.Security.Cryptography;

namespace Weir.Checkpoints.Local;

/// <summary>Writes state files: synced, in place under a name of their own, folder synced. Blocks.</summary>
internal static class StateFiles
{
    public static (long Bytes, string Sha256) Write(
        RecordFiles records, IFileLayer files, string path, IReadOnlyList<ReadOnlyMemory<byte>> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var offset = 0L;
        try
        {
            // No move: the name is used once, and counts only when a manifest names it.
            using var file = files.Open(path, FileOpening.Write | FileOpening.Create | FileOpening.Exclusive);
            foreach (var part in content)
            {
                files.WriteAt(file, path, part.Span, offset);
                hash.AppendData(part.Span);
                offset += part.Length;
            }

            files.SyncData(file, path);
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.NotDone, exception);
        }

        records.SyncFolderOrEnd(Path.GetDirectoryName(path)!);
        return (offset, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static bool IsIntact(IFileLayer files, string path, StateFile file)
    {
        try
        {
            return RecordFiles.Read(files, path) is { } bytes && bytes.Length == file.Bytes
                && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256;
        }
        catch (RecordFormatException)
        {
            return false;
        }
    }
}
