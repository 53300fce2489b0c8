using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>
/// Every native call of this project: the C library of 64-bit Linux, on x64 and arm64. Nothing above <see cref="LocalFileLayer"/> sees
/// it. Pointers are to pinned memory of the caller for the length of the call only.
/// </summary>
internal static unsafe partial class Posix
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int CloseOnExec = 0x80000;

    /// <summary>O_DIRECT and O_DIRECTORY have changed places on arm64.</summary>
    public static readonly int Direct = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x10000 : 0x4000;

    public static readonly int Directory = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;

    public const int CurrentFolder = -100;
    public const uint NoReplace = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const int SeekEnd = 2;
    public const int WriteAccess = 2;

    public const int Eperm = 1;
    public const int Enoent = 2;
    public const int Eintr = 4;
    public const int Eio = 5;
    public const int Eagain = 11;
    public const int Eacces = 13;
    public const int Eexist = 17;
    public const int Enotdir = 20;
    public const int Eisdir = 21;
    public const int Einval = 22;
    public const int Efbig = 27;
    public const int Enospc = 28;
    public const int Epipe = 32;
    public const int Erofs = 30;
    public const int Enosys = 38;
    public const int Enotempty = 39;
    public const int Enametoolong = 36;
    public const int Eloop = 40;
    public const int Eopnotsupp = 95;
    public const int Edquot = 122;

    /// <summary>Bytes for any architecture's statfs; its first eight are the type of the file system.</summary>
    public const int StatfsBytes = 256;

    /// <summary>A link itself is looked at, not what it points to.</summary>
    public const int NoFollow = 0x100;

    /// <summary>The open file itself is meant, not a name below it.</summary>
    public const int EmptyPath = 0x1000;

    /// <summary>Of statx: all that stat tells. The structure is the same on every architecture.</summary>
    public const uint StatusBasic = 0x7FF;

    public const int StatusBytes = 256;
    public const int StatusModeAt = 28;
    public const int StatusInodeAt = 32;
    public const int StatusSizeAt = 40;
    public const int StatusDeviceAt = 136;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    public static partial nint WriteAt(SafeFileHandle file, byte* bytes, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(SafeFileHandle file, byte* bytes, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameAt2(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LinkAt(int fromFolder, string from, int toFolder, string to, int flags);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveFolder(string path);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolder(string path, int mode);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(SafeFileHandle file, long offset, int origin);

    /// <summary>Returns its error instead of setting it.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    public static partial int Advise(SafeFileHandle file, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FileSystemOf(string path, byte* buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    public static string ErrorName(int error) => error switch
    {
        Eperm => "EPERM",
        Enoent => "ENOENT",
        Eintr => "EINTR",
        Eio => "EIO",
        Eagain => "EAGAIN",
        Eacces => "EACCES",
        Eexist => "EEXIST",
        Enotdir => "ENOTDIR",
        Eisdir => "EISDIR",
        Einval => "EINVAL",
        Efbig => "EFBIG",
        Enospc => "ENOSPC",
        Epipe => "EPIPE",
        Erofs => "EROFS",
        Enosys => "ENOSYS",
        Enametoolong => "ENAMETOOLONG",
        Enotempty => "ENOTEMPTY",
        Eloop => "ELOOP",
        Eopnotsupp => "EOPNOTSUPP",
        Edquot => "EDQUOT",
        _ => $"errno {error}",
    };
}
