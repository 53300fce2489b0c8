namespace Weir.Connectors.Builtin.Files;

/// <summary>
/// The bytes of a compressed file for a stream that unpacks them. Near the end they are given one by one, so that <see cref="IsAtEnd"/>
/// tells whether all of them were wanted: unpacking stops without a word at bytes that begin no member.
/// </summary>
internal sealed class PackedStream(InputFile file) : Stream
{
    private const int SingleBytes = 8 * 1024;

    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;
    private long _readTo;
    private bool _metEnd;

    /// <summary>Compressed bytes that are still to be unpacked.</summary>
    public long Left => Math.Max(0, file.Size - Position);

    public bool IsAtEnd => _start == _end && (_metEnd || _readTo >= file.Size);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _readTo - (_end - _start);
        set => throw new NotSupportedException();
    }

    /// <summary>Reads on to the end: only zero bytes follow, as tapes and block devices leave them; <c>gzip</c> passes over them as well.</summary>
    public bool IsRestZero()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) is > 0 and var count)
        {
            if (rest[..count].ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end && buffer.Length > 0)
        {
            _end = file.Read(_buffer, _readTo);
            _start = 0;
            _readTo += _end;
            _metEnd = _end == 0;
        }

        var left = file.Size - Position;
        var count = (int)Math.Min(Math.Min(buffer.Length, _end - _start), Math.Max(1, left - SingleBytes));
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
