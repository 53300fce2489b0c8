using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Connectors.Builtin.Files;

/// <summary>What the system says about a file, links followed.</summary>
/// <param name="Device">With <paramref name="Inode"/> the file's identity, whatever its name.</param>
internal readonly unsafe partial record struct FileStatus(FileKind Kind, long Size, ulong Device, ulong Inode)
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int WriteAccess = 2;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const int TooManyLinks = 40;

    /// <summary>Bytes of <c>struct statx</c>, which is the same on every architecture.</summary>
    private const int StatusBytes = 256;

    /// <summary>Null when there is no such file; a link to nowhere is none.</summary>
    /// <exception cref="IOException">The system refuses to say.</exception>
    public static FileStatus? Find(string path)
    {
        var buffer = stackalloc byte[StatusBytes];
        if (Status(CurrentFolder, path, 0, BasicStats, buffer) == 0)
        {
            return Read(buffer);
        }

        return Marshal.GetLastPInvokeError() is NoSuchFile or NotAFolder or TooManyLinks ? null : throw Failed();
    }

    /// <exception cref="IOException">The system refuses to say.</exception>
    public static FileStatus Of(SafeFileHandle file)
    {
        var buffer = stackalloc byte[StatusBytes];
        var isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            return Status((int)file.DangerousGetHandle(), "", EmptyPath, BasicStats, buffer) == 0 ? Read(buffer) : throw Failed();
        }
        finally
        {
            if (isHeld)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>Device and inode as one text.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Device:x}:{Inode:x}");

    /// <summary>Whether this process may write a file, or make files in a folder.</summary>
    public static bool MayWrite(string path) => Access(path, WriteAccess) == 0;

    public bool IsSameFile(FileStatus other) => Device == other.Device && Inode == other.Inode;

    private static FileStatus Read(byte* buffer)
    {
        var status = new ReadOnlySpan<byte>(buffer, StatusBytes);
        var kind = (BinaryPrimitives.ReadUInt16LittleEndian(status[28..]) & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0x1000 => FileKind.Pipe,
            0xC000 => FileKind.Socket,
            _ => FileKind.Device,
        };
        return new FileStatus(
            kind,
            BinaryPrimitives.ReadInt64LittleEndian(status[40..]),
            ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(status[136..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(status[140..]),
            BinaryPrimitives.ReadUInt64LittleEndian(status[32..]));
    }

    private static IOException Failed() => new(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    // The buffer is on the caller's stack for the length of the call.
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, byte* buffer);
}
