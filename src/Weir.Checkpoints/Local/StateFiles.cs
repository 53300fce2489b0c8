using System.Security.Cryptography;

namespace Weir.Checkpoints.Local;

/// <summary>Writes state files: synced, in place under a name of their own, folder synced. Blocks.</summary>
internal static class StateFiles
{
    public static (long Bytes, string Sha256) Write(
        RecordFiles records, LocalStoreOptions options, string path, IReadOnlyList<ReadOnlyMemory<byte>> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var offset = 0L;
        try
        {
            // No move: the name is used once, and counts only when a manifest names it.
            using var file = DurableFiles.Open(path, FileOpening.Write | FileOpening.Create | FileOpening.Exclusive);
            options.Before?.Invoke("write", path);
            foreach (var part in content)
            {
                DurableFiles.WriteAt(file, path, part.Span, offset);
                hash.AppendData(part.Span);
                offset += part.Length;
            }

            options.Before?.Invoke("sync", path);
            DurableFiles.SyncData(file, path);
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.NotDone, exception);
        }

        records.SyncFolderOrEnd(Path.GetDirectoryName(path)!);
        return (offset, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static bool IsIntact(string path, StateFile file)
    {
        try
        {
            return RecordFiles.Read(path) is { } bytes && bytes.Length == file.Bytes
                && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256;
        }
        catch (RecordFormatException)
        {
            return false;
        }
    }
}
