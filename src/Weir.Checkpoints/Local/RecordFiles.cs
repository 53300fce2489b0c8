namespace Weir.Checkpoints.Local;

/// <summary>Creates and reads the small write-once files of the store, durably (docs/checkpoints.md, the store). Blocks.</summary>
internal sealed class RecordFiles(LocalStoreOptions options)
{
    private readonly IFileLayer _files = options.Files;

    /// <summary>
    /// New file, synced; moved into place without replacing; folder synced; read back and compared.
    /// </summary>
    /// <returns>False when the place is taken: the caller looks by whom.</returns>
    /// <exception cref="CheckpointStoreException">Not done before the move, unknown at or after it.</exception>
    public bool Create(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = WriteUnfinished(path, bytes);
        try
        {
            if (!_files.MoveNew(unfinished, path))
            {
                _files.Delete(unfinished);
                return false;
            }
        }
        catch (DurableFileException exception)
        {
            // A move that found no space or no permission has not happened; of others nobody knows.
            var isCertain = exception.IsDiskFull || exception.Error is Posix.Eacces or Posix.Eperm or Posix.Erofs or Posix.Enoent;
            throw new CheckpointStoreException(exception.ToFailure(), isCertain ? FailureOutcome.NotDone : FailureOutcome.Unknown, exception);
        }

        SyncFolderOrEnd(Path.GetDirectoryName(path)!);
        ReadBack(path, bytes);
        return true;
    }

    /// <summary>As <see cref="Create"/>, but takes the place of what is there.</summary>
    public void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = WriteUnfinished(path, bytes);
        try
        {
            _files.MoveReplacing(unfinished, path);
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.Unknown, exception);
        }

        SyncFolderOrEnd(Path.GetDirectoryName(path)!);
        ReadBack(path, bytes);
    }

    /// <summary>Syncs a file that was found, and then its folder. Nothing when it is missing.</summary>
    /// <exception cref="CheckpointStoreException">The sync failed; it must not be tried again by this process.</exception>
    public void SyncFound(string path)
    {
        try
        {
            using var file = _files.Open(path, FileOpening.Read);
            _files.SyncData(file, path);
        }
        catch (DurableFileException exception) when (exception.IsMissing)
        {
            return;
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure() with { IsTransient = false }, FailureOutcome.Unknown, exception);
        }
    }

    public void SyncFolderOrEnd(string folder)
    {
        try
        {
            _files.SyncFolder(folder);
        }
        catch (DurableFileException exception)
        {
            var failure = exception.ToFailure() with { Hint = "nobody knows what the disk holds; the process ends, and the next start reads it anew" };
            options.EndProcess(failure);
            throw new CheckpointStoreException(failure, FailureOutcome.Unknown, exception);
        }
    }

    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="RecordFormatException">The medium would not give it back.</exception>
    public static byte[]? Read(IFileLayer files, string path)
    {
        try
        {
            return files.ReadAll(path);
        }
        catch (DurableFileException exception) when (exception.IsMissing)
        {
            return null;
        }
        catch (DurableFileException exception) when (exception.Error == Posix.Eio)
        {
            throw new RecordFormatException(exception.Message, inner: exception);
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.NotDone, exception);
        }
    }

    /// <summary>A new, synced file beside its place. When anything fails it is given up, never tried again.</summary>
    private string WriteUnfinished(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = Path.Combine(
            Path.GetDirectoryName(path)!, $"{StorePaths.Unfinished}{Guid.NewGuid():n}-{Path.GetFileName(path)}");
        try
        {
            using var file = _files.Open(unfinished, FileOpening.Write | FileOpening.Create | FileOpening.Exclusive);
            _files.WriteAt(file, unfinished, bytes, 0);
            _files.SyncData(file, unfinished);
            return unfinished;
        }
        catch (DurableFileException exception)
        {
            GiveUp(unfinished);
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.NotDone, exception);
        }
    }

    /// <summary>From the medium where the system lets its cache go, and so more than a look at our own pages.</summary>
    private void ReadBack(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var file = _files.Open(path, FileOpening.Read);
            _files.Advise(file, 0, 0, FileAdvice.DontNeed);
            var found = new byte[bytes.Length + 1];
            var count = _files.ReadAt(file, path, found, 0);
            if (bytes.SequenceEqual(found.AsSpan(0, count)))
            {
                return;
            }
        }
        catch (DurableFileException exception)
        {
            throw new CheckpointStoreException(exception.ToFailure(), FailureOutcome.Unknown, exception);
        }

        throw new CheckpointStoreException(
            new($"\"{path}\" does not read back as it was written", "the disk may be failing"), FailureOutcome.Unknown);
    }

    /// <summary>The first failure is what matters; what is left is deleted by the next start.</summary>
    private void GiveUp(string path)
    {
        try
        {
            _files.Delete(path);
        }
        catch (DurableFileException)
        {
        }
    }
}
