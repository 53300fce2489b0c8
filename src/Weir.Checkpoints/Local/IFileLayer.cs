using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>
/// Files as durability needs them, for the store, file sinks and dead letters: every operation is one call of the system, does what
/// it says or throws <see cref="DurableFileException"/>. All that these write goes through one layer, so that a test can take away what
/// was never synced. All calls block: use a thread of your own, not the pool. <see cref="LocalFileLayer"/> is the real one.
/// </summary>
/// <remarks>
/// A sync that failed is never tried again: the system may have dropped the pages and would say yes to the second. Give the file up;
/// when a folder's sync failed, end the process.
/// </remarks>
public interface IFileLayer
{
    /// <returns>The caller's to dispose.</returns>
    SafeFileHandle Open(string path, FileOpening opening);

    /// <summary>Writes all bytes at the offset.</summary>
    void WriteAt(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long offset);

    /// <returns>Bytes read; fewer than asked only at the end of the file.</returns>
    int ReadAt(SafeFileHandle file, string path, Span<byte> bytes, long offset);

    void Truncate(SafeFileHandle file, string path, long length);

    /// <summary>Length in bytes.</summary>
    long SizeOf(SafeFileHandle file, string path);

    /// <summary>Only a hint: a system that does not take it is no error.</summary>
    void Advise(SafeFileHandle file, long offset, long length, FileAdvice advice);

    /// <summary>Makes the file's content, and as much of its metadata as reading needs, durable.</summary>
    void SyncData(SafeFileHandle file, string path);

    /// <summary>Makes the names in a folder durable.</summary>
    void SyncFolder(string path);

    /// <summary>Makes one folder. Durable after the sync of its parent, which is the caller's.</summary>
    /// <returns>False when it is there.</returns>
    bool MakeFolder(string path);

    /// <summary>Moves a file without replacing. Durable after the syncs of both folders, which are the caller's. Repeatable after a kill.</summary>
    /// <returns>False when another file is at the target; nothing has changed then.</returns>
    bool MoveNew(string from, string to);

    /// <summary>Moves a file over another, atomically. Durable after the sync of the folder, which is the caller's.</summary>
    void MoveReplacing(string from, string to);

    /// <returns>False when there was nothing to delete.</returns>
    bool Delete(string path);

    /// <returns>False when the folder is missing or holds something.</returns>
    bool DeleteEmptyFolder(string path);
}
