using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Files;

/// <summary>
/// One regular file, watched while it is read: it may grow, but what was there when it was opened must stay. A file that has become shorter
/// or was written over is an error, never an end.
/// </summary>
internal sealed class InputFile : IDisposable
{
    private const int RememberedBytes = 4096;

    private readonly string _table;
    private readonly SafeFileHandle _file;
    private readonly FileStatus _opened;
    private readonly byte[] _head = new byte[RememberedBytes];
    private readonly byte[] _tail = new byte[RememberedBytes];
    private readonly byte[] _now = new byte[RememberedBytes];
    private readonly int _headLength;
    private int _tailLength;
    private long _readTo;

    /// <exception cref="ConnectorException">The file cannot be opened, or is not a regular one.</exception>
    public InputFile(string table, string path)
    {
        _table = table;
        Path = path;
        RequireRegular(table, path);
        try
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            _opened = FileStatus.Of(_file);
            Size = _opened.Size;
            _headLength = ReadFully(_head, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw FileErrors.Read(table, path, exception);
        }
    }

    public string Path { get; }

    /// <summary>The most bytes that it was seen to have.</summary>
    public long Size { get; private set; }

    /// <summary>Its first bytes.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>Refuses what can neither be opened without waiting nor be read again: pipes, sockets, devices.</summary>
    /// <exception cref="ConnectorException">There is something else at the path, or nothing.</exception>
    public static void RequireRegular(string table, string path)
    {
        FileStatus? status;
        try
        {
            status = FileStatus.Find(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Read(table, path, exception);
        }

        if (status is not { } found)
        {
            throw FileErrors.Missing(table, path);
        }

        if (found.Kind != FileKind.Regular)
        {
            throw FileErrors.NotRegular(table, path, found.Kind);
        }
    }

    /// <summary>Reads what is there, and looks whether the file is still whole: its size, and the last bytes that were read before.</summary>
    /// <returns>0 at the end.</returns>
    /// <exception cref="ConnectorException">The file has lost bytes, or cannot be read.</exception>
    public int Read(Span<byte> bytes, long offset)
    {
        try
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            var size = FileStatus.Of(_file).Size;
            if (size < Size)
            {
                throw Lost($"it was {_opened.Size} bytes long when it was opened{(Size > _opened.Size ? $", {Size} later" : "")}, and is {size} now");
            }

            Size = size;
            RequireTail();
            Remember(bytes[..read], offset);
            return read;
        }
        catch (IOException exception)
        {
            throw FileErrors.Read(_table, Path, exception);
        }
    }

    /// <summary>To be called at the end: looks whether the first and the last bytes that were read still stand there.</summary>
    /// <returns>What a user should know of another file that has taken its name; null when there is none.</returns>
    /// <exception cref="ConnectorException">The file was written over.</exception>
    public string? CheckAtEnd()
    {
        try
        {
            RequireTail();
            if (!IsStill(0, Head))
            {
                throw Lost("its first bytes are not those that were read");
            }

            return FileStatus.Find(Path) is not { } now ? "was removed while it was read; it was still read to its end"
                : now.IsSameFile(_opened) ? null
                : "was replaced while it was read; the old file was read to its end, and the new one is not read";
        }
        catch (IOException exception)
        {
            throw FileErrors.Read(_table, Path, exception);
        }
    }

    /// <summary>Fills the span, or as much of it as the file has.</summary>
    public int ReadFully(Span<byte> bytes, long offset)
    {
        var total = 0;
        while (total < bytes.Length && RandomAccess.Read(_file, bytes[total..], offset + total) is var read and > 0)
        {
            total += read;
        }

        return total;
    }

    public void Dispose() => _file.Dispose();

    // A writer that cuts a file and goes on writing may soon have made it as long as it was.
    private void RequireTail()
    {
        if (!IsStill(_readTo - _tailLength, _tail.AsSpan(0, _tailLength)))
        {
            throw Lost($"the bytes before byte {_readTo} are not those that were read");
        }
    }

    private bool IsStill(long offset, ReadOnlySpan<byte> bytes) =>
        ReadFully(_now.AsSpan(0, bytes.Length), offset) == bytes.Length && bytes.SequenceEqual(_now.AsSpan(0, bytes.Length));

    private void Remember(ReadOnlySpan<byte> read, long offset)
    {
        if (read.IsEmpty)
        {
            return;
        }

        _readTo = offset + read.Length;
        read = read[Math.Max(0, read.Length - RememberedBytes)..];
        read.CopyTo(_tail);
        _tailLength = read.Length;
    }

    private ConnectorException Lost(string how) => new(
        ErrorKind.Read,
        $"table \"{_table}\": \"{Path}\" lost data while it was read: {how}",
        Fault.User,
        isTransient: false,
        hint: "put the whole file back and start anew with --fresh; to write a file anew, write another and move it into its place");
}
