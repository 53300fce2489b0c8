using System.Runtime.InteropServices;

namespace Weir.Checkpoints.Local;

/// <summary>An operation on a file failed; says which, on what, and with which error of the system.</summary>
public sealed class DurableFileException : IOException
{
    internal DurableFileException(string operation, string path, int error)
        : base($"could not {operation} \"{path}\": {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()} ({Posix.ErrorName(error)})")
    {
        Operation = operation;
        Path = path;
        Error = error;
    }

    /// <summary>A verb, "sync" say.</summary>
    public string Operation { get; }

    public string Path { get; }

    /// <summary>ENOSPC, EIO, …</summary>
    public string ErrorName => Posix.ErrorName(Error);

    /// <summary>No space, a quota, or a limit on the size of files.</summary>
    public bool IsDiskFull => Error is Posix.Enospc or Posix.Edquot or Posix.Efbig;

    /// <summary>Trying again may help.</summary>
    public bool IsTransient => Error is Posix.Eintr or Posix.Eagain;

    public bool IsMissing => Error is Posix.Enoent or Posix.Enotdir;

    internal int Error { get; }

    /// <summary>In the form that the protocol's events take.</summary>
    public Failure ToFailure() => new(
        Message,
        IsDiskFull ? "free some space"
            : Error is Posix.Eacces or Posix.Eperm or Posix.Erofs ? "check the permissions of the folder"
            : Error == Posix.Eio ? "the disk may be failing"
            : null,
        IsTransient,
        IsDiskFull);
}
