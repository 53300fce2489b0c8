using System.Runtime.InteropServices;

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
    private readonly InputFile _file;
    private readonly InputBytes _bytes;
    private readonly byte[] _head = new byte[FileOffset.FingerprintBytes];
    private readonly byte[] _tail = new byte[FileOffset.FingerprintBytes];
    private int _headLength;
    private int _tailLength;
    private byte* _buffer;
    private int _capacity;
    private int _start;
    private int _end;
    private long? _lines = 0;
    private bool _atEnd;
    private bool _isInsideLine;
    private bool _skips;

    /// <param name="compression">Null for what the file's first bytes say.</param>
    /// <exception cref="ConnectorException">The file cannot be opened, or is not a regular one.</exception>
    public LineFile(string table, string path, Compression? compression)
    {
        _table = table;
        _file = new InputFile(table, path);
        try
        {
            _bytes = new InputBytes(table, _file, compression);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path => _file.Path;

    /// <summary>Bytes handed over.</summary>
    public long Offset { get; private set; }

    /// <summary>The most bytes that the file was seen to have.</summary>
    public long Size => _file.Size;

    /// <summary>Bytes of the file that are still to be handed over; of a compressed file about so many.</summary>
    public long Left => _bytes.Left + (_end - _start);

    /// <summary>What became of the file while it was read, once it is done; null when nothing did.</summary>
    public string? Notice { get; private set; }

    public bool IsDone => _atEnd && _start == _end;

    /// <summary>The position, from what is in memory.</summary>
    public FileOffset Position => new(
        Offset, Size, FileOffset.Fingerprint(_head.AsSpan(0, _headLength)), FileOffset.Fingerprint(_tail.AsSpan(0, _tailLength)), _isInsideLine, _lines);

    /// <summary>Goes on behind a position.</summary>
    /// <exception cref="ConnectorException">The file is not the one that was read before.</exception>
    public void Restore(FileOffset position)
    {
        if (Size < position.Size)
        {
            throw Changed($"it was {position.Size} bytes long and is {Size} now");
        }

        _headLength = (int)Math.Min(position.Offset, _head.Length);
        _tailLength = (int)Math.Min(position.Offset, _tail.Length);
        if (!ReadFully(_head.AsSpan(0, _headLength), 0) || !ReadFully(_tail.AsSpan(0, _tailLength), position.Offset - _tailLength))
        {
            throw Changed($"it was read up to byte {position.Offset}, and ends before that now");
        }

        if (FileOffset.Fingerprint(_head.AsSpan(0, _headLength)) != position.Head || FileOffset.Fingerprint(_tail.AsSpan(0, _tailLength)) != position.Tail)
        {
            throw Changed("what was read of it has other contents now");
        }

        _bytes.Seek(position.Offset);
        Offset = position.Offset;
        _lines = position.Lines;
        _start = _end = 0;
        _atEnd = false;
        _isInsideLine = _skips = position.IsInsideLine;
    }

    /// <summary>Hands lines over until the collector is full or the chunk is used up.</summary>
    /// <param name="metrics">Counts what was read and what is left.</param>
    public void Poll(RowCollector rows, ConnectorMetrics metrics)
    {
        var before = Offset;
        HandOver(rows);
        metrics.Add(0, Offset - before);
        metrics.SetLag(Left);
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _file.Dispose();
        NativeMemory.AlignedFree(_buffer);
        _buffer = null;
    }

    private void HandOver(RowCollector rows)
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
            Consume(3, 0);
        }

        var consumed = rows.DecodeLines(new ReadOnlySpan<byte>(_buffer + _start, _end - _start), _atEnd, new RecordOrigin(Path, Offset, _lines + 1 ?? 0));
        Consume(consumed, rows.Newlines);
        _isInsideLine = rows.IsInsideLine;
    }

    // The decoder of an earlier start refused the line and was skipping it; this one has not seen its beginning.
    private void SkipLine()
    {
        var newline = new ReadOnlySpan<byte>(_buffer + _start, _end - _start).IndexOf((byte)'\n');
        Consume(newline < 0 ? _end - _start : newline + 1, newline < 0 ? 0 : 1);
        _isInsideLine = _skips = newline < 0 && !_atEnd;
    }

    private void Consume(int bytes, int newlines)
    {
        if (bytes > 0)
        {
            Remember(new ReadOnlySpan<byte>(_buffer + _start, bytes));
            _lines += newlines;
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
            var capacity = (int)Math.Min(Array.MaxLength, Math.Max(ChunkBytes + (ChunkBytes / 8), (rest * 2L) + ChunkBytes));
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

        // A long line is searched for its end again with each chunk, so chunks grow with it.
        var read = _bytes.Read(new Span<byte>(_buffer + _end, rest > ChunkBytes ? _capacity - _end : ChunkBytes));
        _end += read;
        if (read == 0)
        {
            Notice = _file.CheckAtEnd();
            _atEnd = true;
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

    private bool ReadFully(Span<byte> bytes, long offset)
    {
        var isThere = _bytes.Seek(offset);
        while (isThere && bytes.Length > 0)
        {
            var read = _bytes.Read(bytes);
            bytes = bytes[read..];
            isThere = read > 0;
        }

        return isThere;
    }

    private ConnectorException Changed(string how) => new(
        ErrorKind.Checkpoint,
        $"table \"{_table}\": \"{Path}\" is not the file that was read before: {how}",
        Fault.User,
        isTransient: false,
        hint: "put the old file back, or start anew with --fresh");
}
