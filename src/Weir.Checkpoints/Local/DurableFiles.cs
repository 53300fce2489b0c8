using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>
/// Files as durability needs them, for the store, file sinks and dead letters: every operation is one call of the system, does what
/// it says or throws <see cref="DurableFileException"/>. (File.Move copies where it cannot rename, and FileShare locks hide errors.)
/// All calls block: use a thread of your own, not the pool.
/// </summary>
/// <remarks>
/// A sync that failed is never tried again: the system may have dropped the pages and would say yes to the second. Give the file up;
/// when a folder's sync failed, end the process.
/// </remarks>
public static unsafe class DurableFiles
{
    private const int FileMode = 0x1A4; // 0644, less the umask
    private const int FolderMode = 0x1ED; // 0755, less the umask

    /// <returns>The caller's to dispose.</returns>
    public static SafeFileHandle Open(string path, FileOpening opening)
    {
        var flags = Posix.CloseOnExec
            | (opening.HasFlag(FileOpening.Write) ? Posix.ReadWrite : Posix.ReadOnly)
            | (opening.HasFlag(FileOpening.Create) ? Posix.Create : 0)
            | (opening.HasFlag(FileOpening.Exclusive) ? Posix.Exclusive : 0)
            | (opening.HasFlag(FileOpening.Direct) ? Posix.Direct : 0);
        return OpenRaw(path, flags, "open");
    }

    /// <summary>Writes all bytes at the offset.</summary>
    public static void WriteAt(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* pointer = bytes)
            {
                written = Posix.WriteAt(file, pointer, (nuint)bytes.Length, offset);
            }

            if (written < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == Posix.Eintr)
                {
                    continue;
                }

                throw new DurableFileException("write", path, error);
            }

            bytes = bytes[(int)written..];
            offset += written;
        }
    }

    /// <summary>Writes all bytes where the file stands: for pipes and terminals, which have no offsets.</summary>
    public static void Write(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* pointer = bytes)
            {
                written = Posix.Write(file, pointer, (nuint)bytes.Length);
            }

            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Posix.Eintr:
                    break;
                case Posix.Eagain:
                    // Somebody else made the terminal non-blocking.
                    Thread.Sleep(1);
                    break;
                case var error:
                    throw new DurableFileException("write", path, error);
            }
        }
    }

    /// <returns>Bytes read; fewer than asked only at the end of the file.</returns>
    public static int ReadAt(SafeFileHandle file, string path, Span<byte> bytes, long offset)
    {
        var total = 0;
        while (total < bytes.Length)
        {
            nint read;
            fixed (byte* pointer = bytes[total..])
            {
                read = Posix.ReadAt(file, pointer, (nuint)(bytes.Length - total), offset + total);
            }

            if (read < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == Posix.Eintr)
                {
                    continue;
                }

                throw new DurableFileException("read", path, error);
            }

            if (read == 0)
            {
                break;
            }

            total += (int)read;
        }

        return total;
    }

    /// <summary>Reads a whole file.</summary>
    public static byte[] ReadAll(string path)
    {
        using var file = Open(path, FileOpening.Read);
        var bytes = new byte[SizeOf(file, path)];
        var read = ReadAt(file, path, bytes, 0);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Makes the file's content, and as much of its metadata as reading needs, durable.</summary>
    public static void SyncData(SafeFileHandle file, string path) => Check(Posix.SyncData(file), "sync", path);

    /// <summary>Makes the names in a folder durable.</summary>
    public static void SyncFolder(string path)
    {
        using var folder = OpenRaw(path, Posix.ReadOnly | Posix.Directory | Posix.CloseOnExec, "open the folder");
        Check(Posix.Sync(folder), "sync the folder", path);
    }

    /// <summary>Makes a folder and every missing one above it; each new name is durable when this returns.</summary>
    public static void CreateFolder(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
        {
            CreateFolder(parent);
        }

        if (Posix.MakeFolder(path, FolderMode) != 0 && Marshal.GetLastPInvokeError() is var error && error != Posix.Eexist)
        {
            throw new DurableFileException("make the folder", path, error);
        }

        if (parent is not null)
        {
            SyncFolder(parent);
        }
    }

    /// <summary>Moves a file without replacing. Durable after the syncs of both folders, which are the caller's.</summary>
    /// <returns>False when the target exists; nothing has changed then.</returns>
    public static bool MoveNew(string from, string to)
    {
        if (Posix.RenameAt2(Posix.CurrentFolder, from, Posix.CurrentFolder, to, Posix.NoReplace) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error == Posix.Eexist)
        {
            return false;
        }

        // Some file systems cannot rename without replacing; a second link never replaces.
        if (error is not (Posix.Einval or Posix.Enosys or Posix.Eopnotsupp))
        {
            throw new DurableFileException("move", to, error);
        }

        if (Posix.LinkAt(Posix.CurrentFolder, from, Posix.CurrentFolder, to, 0) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            return error == Posix.Eexist ? false : throw new DurableFileException("link", to, error);
        }

        Check(Posix.Unlink(from), "delete", from);
        return true;
    }

    /// <summary>Moves a file over another, atomically. Durable after the sync of the folder, which is the caller's.</summary>
    public static void MoveReplacing(string from, string to) => Check(Posix.Rename(from, to), "move", to);

    /// <returns>False when there was nothing to delete.</returns>
    public static bool Delete(string path)
    {
        if (Posix.Unlink(path) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Posix.Enoent ? false : throw new DurableFileException("delete", path, error);
    }

    /// <returns>False when the folder is missing or holds something.</returns>
    public static bool DeleteEmptyFolder(string path)
    {
        if (Posix.RemoveFolder(path) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is Posix.Enoent or Posix.Enotempty or Posix.Eexist
            ? false
            : throw new DurableFileException("delete the folder", path, error);
    }

    public static void Truncate(SafeFileHandle file, string path, long length) =>
        Check(Posix.Truncate(file, length), "truncate", path);

    /// <summary>Reserves space, so that writing it cannot find the disk full. A file system that cannot is no error.</summary>
    /// <returns>False when the file system cannot.</returns>
    public static bool Allocate(SafeFileHandle file, string path, long offset, long length)
    {
        if (Posix.Allocate(file, 0, offset, length) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is Posix.Eopnotsupp or Posix.Enosys ? false : throw new DurableFileException("allocate", path, error);
    }

    /// <summary>Length in bytes.</summary>
    public static long SizeOf(SafeFileHandle file, string path)
    {
        var size = Posix.Seek(file, 0, Posix.SeekEnd);
        return size >= 0 ? size : throw new DurableFileException("measure", path, Marshal.GetLastPInvokeError());
    }

    /// <summary>Only a hint: a system that does not take it is no error.</summary>
    public static void Advise(SafeFileHandle file, long offset, long length, FileAdvice advice) =>
        _ = Posix.Advise(file, offset, length, (int)advice);

    /// <summary>Takes the exclusive lock of a file without waiting; held until the handle is disposed or the process ends.</summary>
    /// <returns>False when another open file description holds it.</returns>
    public static bool TryLock(SafeFileHandle file, string path)
    {
        if (Posix.Lock(file, Posix.LockExclusive | Posix.LockNonBlocking) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Posix.Eagain ? false : throw new DurableFileException("lock", path, error);
    }

    /// <summary>Names the file system of a path where its locks, renames or syncs are not to be relied on.</summary>
    /// <returns>"NFS", "SMB", "FUSE"; null for all others.</returns>
    public static string? UnreliableFileSystem(string path)
    {
        var buffer = stackalloc byte[Posix.StatfsBytes];
        Check(Posix.FileSystemOf(path, buffer), "find the file system of", path);
        return FileSystemName((uint)*(long*)buffer);
    }

    internal static string? FileSystemName(uint magic) => magic switch
    {
        0x6969 => "NFS",
        0x517B or 0xFF534D42 or 0xFE534D42 => "SMB",
        0x65735546 => "FUSE",
        _ => null,
    };

    private static SafeFileHandle OpenRaw(string path, int flags, string operation)
    {
        while (true)
        {
            var descriptor = Posix.Open(path, flags, FileMode);
            if (descriptor >= 0)
            {
                return new(descriptor, ownsHandle: true);
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Posix.Eintr)
            {
                throw new DurableFileException(operation, path, error);
            }
        }
    }

    private static void Check(int result, string operation, string path)
    {
        if (result != 0)
        {
            throw new DurableFileException(operation, path, Marshal.GetLastPInvokeError());
        }
    }
}
