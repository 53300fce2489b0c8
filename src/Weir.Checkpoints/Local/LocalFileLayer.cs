using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>The files of the system. (File.Move copies where it cannot rename, and FileShare locks hide errors.)</summary>
public sealed unsafe class LocalFileLayer : IFileLayer
{
    private const int FileMode = 0x1A4; // 0644, less the umask
    private const int FolderMode = 0x1ED; // 0755, less the umask

    private LocalFileLayer()
    {
    }

    public static LocalFileLayer Instance { get; } = new();

    /// <inheritdoc/>
    public SafeFileHandle Open(string path, FileOpening opening)
    {
        var flags = Posix.CloseOnExec
            | (opening.HasFlag(FileOpening.Write) ? Posix.ReadWrite : Posix.ReadOnly)
            | (opening.HasFlag(FileOpening.Create) ? Posix.Create : 0)
            | (opening.HasFlag(FileOpening.Exclusive) ? Posix.Exclusive : 0)
            | (opening.HasFlag(FileOpening.Direct) ? Posix.Direct : 0);
        return OpenRaw(path, flags, "open");
    }

    /// <inheritdoc/>
    public void WriteAt(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long offset)
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

    /// <inheritdoc/>
    public int ReadAt(SafeFileHandle file, string path, Span<byte> bytes, long offset)
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

    /// <inheritdoc/>
    public void SyncData(SafeFileHandle file, string path) => Check(Posix.SyncData(file), "sync", path);

    /// <inheritdoc/>
    public void SyncFolder(string path)
    {
        using var folder = OpenRaw(path, Posix.ReadOnly | Posix.Directory | Posix.CloseOnExec, "open the folder");
        Check(Posix.Sync(folder), "sync the folder", path);
    }

    /// <inheritdoc/>
    public bool MakeFolder(string path)
    {
        if (Posix.MakeFolder(path, FolderMode) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Posix.Eexist ? false : throw new DurableFileException("make the folder", path, error);
    }

    /// <inheritdoc/>
    public bool MoveNew(string from, string to)
    {
        if (Posix.RenameAt2(Posix.CurrentFolder, from, Posix.CurrentFolder, to, Posix.NoReplace) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error == Posix.Eexist)
        {
            return FinishMove(from, to);
        }

        // Some file systems cannot rename without replacing; a second link never replaces.
        if (error is not (Posix.Einval or Posix.Enosys or Posix.Eopnotsupp))
        {
            throw new DurableFileException("move", to, error);
        }

        if (Posix.LinkAt(Posix.CurrentFolder, from, Posix.CurrentFolder, to, 0) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            return error == Posix.Eexist ? FinishMove(from, to) : throw new DurableFileException("link", to, error);
        }

        Check(Posix.Unlink(from), "delete", from);
        return true;
    }

    /// <inheritdoc/>
    public void MoveReplacing(string from, string to) => Check(Posix.Rename(from, to), "move", to);

    /// <inheritdoc/>
    public bool Delete(string path)
    {
        if (Posix.Unlink(path) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Posix.Enoent ? false : throw new DurableFileException("delete", path, error);
    }

    /// <inheritdoc/>
    public bool DeleteEmptyFolder(string path)
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

    /// <inheritdoc/>
    public void Truncate(SafeFileHandle file, string path, long length) =>
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

    /// <inheritdoc/>
    public long SizeOf(SafeFileHandle file, string path)
    {
        var size = Posix.Seek(file, 0, Posix.SeekEnd);
        return size >= 0 ? size : throw new DurableFileException("measure", path, Marshal.GetLastPInvokeError());
    }

    /// <inheritdoc/>
    public void Advise(SafeFileHandle file, long offset, long length, FileAdvice advice) =>
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

    // A kill between the link and the deletion has left one file under both names.
    private static bool FinishMove(string from, string to)
    {
        if (FileStatus.Find(from, followsLinks: false) is not { } found || FileStatus.Find(to, followsLinks: false) is not { } other || !found.IsSameFile(other))
        {
            return false;
        }

        Check(Posix.Unlink(from), "delete", from);
        return true;
    }

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
