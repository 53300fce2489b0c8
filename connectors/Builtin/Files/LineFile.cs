using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Connectors.Builtin.Files;

/// <summary>
/// Reads the lines of one file into a collector, chunk by chunk through one native buffer. The position is always behind the last line that
/// was handed over. The end of the file is where reading first meets it; a last line without a newline is a record.
/// </summary>
internal sealed unsafe class LineFile : IDisposable
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private const int ChunkBytes = 512 * 1024;

    private readonly string _table;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly byte[] _head = new byte[FileOffset.FingerprintBytes];
    private readonly byte[] _tail = new byte[FileOffset.FingerprintBytes];
    private int _headLength;
    private int _tailLength;
    private byte* _buffer;
    private int _capacity;
    private int _start;
    private int _end;
    private long _readTo;
    private bool _atEnd;
    private bool _isInsideLine;
    private bool _skips;

    /// <exception cref="ConnectorException">The file cannot be opened.</exception>
    public LineFile(string table, string path)
    {
        _table = table;
        _path = path;
        try
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            Size = RandomAccess.GetLength(_file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Read(table, path, exception);
        }
    }

    public string Path => _path;

    /// <summary>Bytes handed over.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes of the file when it was last looked at.</summary>
    public long Size { get; private set; }

    public bool IsDone => _atEnd && _start == _end;

    /// <summary>The position, from what is in memory.</summary>
    public FileOffset Position => new(
        Offset, Size, FileOffset.Fingerprint(_head.AsSpan(0, _headLength)), FileOffset.Fingerprint(_tail.AsSpan(0, _tailLength)), _isInsideLine);

    /// <summary>Goes on behind a position.</summary>
    /// <exception cref="ConnectorException">The file is not the one that was read before.</exception>
    public void Restore(FileOffset position)
    {
        if (Size < position.Size)
        {
            throw Changed($"it was {position.Size} bytes long and is {Size} now");
        }

        try
        {
            _headLength = Read(_head.AsSpan(0, (int)Math.Min(position.Offset, _head.Length)), 0);
            _tailLength = (int)Math.Min(position.Offset, _tail.Length);
            Read(_tail.AsSpan(0, _tailLength), position.Offset - _tailLength);
        }
        catch (IOException exception)
        {
            throw FileErrors.Read(_table, _path, exception);
        }

        if (FileOffset.Fingerprint(_head.AsSpan(0, _headLength)) != position.Head || FileOffset.Fingerprint(_tail.AsSpan(0, _tailLength)) != position.Tail)
        {
            throw Changed("what was read of it has other contents now");
        }

        Offset = position.Offset;
        _readTo = position.Offset;
        _start = _end = 0;
        _atEnd = false;
        _isInsideLine = _skips = position.IsInsideLine;
    }

    /// <summary>Hands lines over until the collector is full or the chunk is used up.</summary>
    public void Poll(RowCollector rows)
    {
        if (!_atEnd && (_end - _start < ChunkBytes / 8 || !HasLine()))
        {
            Fill();
        }

        if (_skips)
        {
            SkipLine();
            return;
        }

        // A byte-order mark is no part of the first record (RFC 8259, section 8.1, lets a reader ignore it).
        if (Offset == 0 && new ReadOnlySpan<byte>(_buffer + _start, _end - _start).StartsWith(ByteOrderMark))
        {
            Consume(3);
        }

        Consume(rows.DecodeLines(new ReadOnlySpan<byte>(_buffer + _start, _end - _start), _atEnd, new RecordOrigin(_path, Offset)));
        _isInsideLine = rows.IsInsideLine;
    }

    public void Dispose()
    {
        _file.Dispose();
        NativeMemory.AlignedFree(_buffer);
        _buffer = null;
    }

    // The decoder of an earlier start refused the line and was skipping it; this one has not seen its beginning.
    private void SkipLine()
    {
        var newline = new ReadOnlySpan<byte>(_buffer + _start, _end - _start).IndexOf((byte)'\n');
        Consume(newline < 0 ? _end - _start : newline + 1);
        _isInsideLine = _skips = newline < 0 && !_atEnd;
    }

    private void Consume(int bytes)
    {
        if (bytes > 0)
        {
            Remember(new ReadOnlySpan<byte>(_buffer + _start, bytes));
            _start += bytes;
            Offset += bytes;
        }
    }

    private bool HasLine() => new ReadOnlySpan<byte>(_buffer + _start, _end - _start).Contains((byte)'\n');

    // Moves the incomplete rest to the front and reads on. The buffer grows only when one line fills it.
    private void Fill()
    {
        var rest = _end - _start;
        if (rest + ChunkBytes > _capacity)
        {
            var capacity = Math.Max(ChunkBytes + (ChunkBytes / 8), (rest * 2) + ChunkBytes);
            var larger = (byte*)NativeMemory.AlignedAlloc((nuint)capacity + 64, 4096);
            Buffer.MemoryCopy(_buffer + _start, larger, capacity, rest);
            NativeMemory.AlignedFree(_buffer);
            _buffer = larger;
            _capacity = capacity;
        }
        else if (_start > 0)
        {
            Buffer.MemoryCopy(_buffer + _start, _buffer, _capacity, rest);
        }

        _start = 0;
        _end = rest;
        try
        {
            var read = RandomAccess.Read(_file, new Span<byte>(_buffer + _end, ChunkBytes), _readTo);
            _end += read;
            _readTo += read;
            if (read == 0)
            {
                _atEnd = true;
                Size = _readTo;
            }

            Size = Math.Max(Size, _readTo);
        }
        catch (IOException exception)
        {
            throw FileErrors.Read(_table, _path, exception);
        }
    }

    private void Remember(ReadOnlySpan<byte> consumed)
    {
        if (_headLength < _head.Length)
        {
            var part = consumed[..Math.Min(consumed.Length, _head.Length - _headLength)];
            part.CopyTo(_head.AsSpan(_headLength));
            _headLength += part.Length;
        }

        if (consumed.Length >= _tail.Length)
        {
            consumed[^_tail.Length..].CopyTo(_tail);
            _tailLength = _tail.Length;
            return;
        }

        var kept = Math.Min(_tailLength, _tail.Length - consumed.Length);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        consumed.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + consumed.Length;
    }

    private int Read(Span<byte> bytes, long offset)
    {
        var total = 0;
        while (total < bytes.Length)
        {
            var read = RandomAccess.Read(_file, bytes[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    private ConnectorException Changed(string how) => new(
        ErrorKind.Checkpoint,
        $"table \"{_table}\": \"{_path}\" is not the file that was read before: {how}",
        Fault.User,
        isTransient: false,
        hint: "put the old file back, or start anew with --fresh");
}
