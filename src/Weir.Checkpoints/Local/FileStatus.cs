using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Checkpoints.Local;

/// <summary>What the system says about a file.</summary>
/// <param name="Device">With <paramref name="Inode"/> the file's identity, whatever its name.</param>
public readonly unsafe record struct FileStatus(FileKind Kind, long Size, ulong Device, ulong Inode)
{
    /// <param name="followsLinks">A link stands for what it leads to; else it is looked at itself.</param>
    /// <returns>Null when there is no such file; a link to nowhere, followed, is none.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder above it may not be looked into.</exception>
    /// <exception cref="IOException">The system refuses to say.</exception>
    public static FileStatus? Find(string path, bool followsLinks = true)
    {
        var buffer = stackalloc byte[Posix.StatusBytes];
        if (Posix.Status(Posix.CurrentFolder, path, followsLinks ? 0 : Posix.NoFollow, Posix.StatusBasic, buffer) == 0)
        {
            return Read(buffer);
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Posix.Enoent or Posix.Enotdir or Posix.Eloop or Posix.Enametoolong => null,
            Posix.Eacces or Posix.Eperm => throw new UnauthorizedAccessException($"\"{path}\" may not be looked at: {Marshal.GetLastPInvokeErrorMessage()}"),
            _ => throw Failed(),
        };
    }

    /// <exception cref="IOException">The system refuses to say.</exception>
    public static FileStatus Of(SafeFileHandle file)
    {
        var buffer = stackalloc byte[Posix.StatusBytes];
        var isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            return Posix.Status((int)file.DangerousGetHandle(), "", Posix.EmptyPath, Posix.StatusBasic, buffer) == 0 ? Read(buffer) : throw Failed();
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
    public static bool MayWrite(string path) => Posix.Access(path, Posix.WriteAccess) == 0;

    public bool IsSameFile(FileStatus other) => Device == other.Device && Inode == other.Inode;

    private static FileStatus Read(byte* buffer)
    {
        var status = new ReadOnlySpan<byte>(buffer, Posix.StatusBytes);
        var kind = (BinaryPrimitives.ReadUInt16LittleEndian(status[Posix.StatusModeAt..]) & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0x1000 => FileKind.Pipe,
            0xC000 => FileKind.Socket,
            _ => FileKind.Device,
        };
        var device = status[Posix.StatusDeviceAt..];
        return new FileStatus(
            kind,
            BinaryPrimitives.ReadInt64LittleEndian(status[Posix.StatusSizeAt..]),
            ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(device) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(device[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(status[Posix.StatusInodeAt..]));
    }

    private static IOException Failed() => new(Marshal.GetLastPInvokeErrorMessage());
}
