using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Formats;

/// <summary>
/// A growing run of native bytes that encoders append to. Its start is aligned to 4096 bytes, so that a file sink may write the aligned
/// prefix past the page cache (O_DIRECT) and keep the rest with <see cref="RemovePrefix"/>. One owner, one thread at a time.
/// </summary>
public sealed unsafe class OutputBuffer : IDisposable
{
    /// <summary>Alignment of <see cref="Start"/> in bytes.</summary>
    public const int Alignment = 4096;

    private byte* _start;
    private long _capacity;

    public OutputBuffer(int initialBytes = 256 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialBytes, 1);
        Reallocate(initialBytes);
    }

    /// <summary>Bytes appended and not removed.</summary>
    public long Length { get; private set; }

    public long Capacity => _capacity;

    /// <summary>The first byte. Void after the next append.</summary>
    public byte* Start => _start;

    /// <summary>How many bytes from the start are whole blocks of <see cref="Alignment"/>.</summary>
    public long AlignedLength => Length & ~(long)(Alignment - 1);

    /// <summary>The bytes, valid until the next append.</summary>
    /// <exception cref="OverflowException">More than 2 GiB are held.</exception>
    public ReadOnlySpan<byte> Written => new(_start, checked((int)Length));

    /// <summary>A place to write up to <paramref name="bytes"/> bytes at, counted afterwards with <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Reserve(long bytes)
    {
        if (_capacity - Length < bytes)
        {
            Reallocate(Math.Max(_capacity * 2, Length + bytes));
        }

        return _start + Length;
    }

    public void Advance(long bytes) => Length += bytes;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(Reserve(bytes.Length), bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Drops bytes that were written out; the rest moves to the aligned start.</summary>
    public void RemovePrefix(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Length);
        Buffer.MemoryCopy(_start + bytes, _start, _capacity, Length - bytes);
        Length -= bytes;
    }

    /// <summary>Forgets the bytes and keeps the memory.</summary>
    public void Clear() => Length = 0;

    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
        _capacity = 0;
        Length = 0;
        GC.SuppressFinalize(this);
    }

    ~OutputBuffer() => NativeMemory.AlignedFree(_start);

    private void Reallocate(long bytes)
    {
        var capacity = (bytes + Alignment - 1) & ~(long)(Alignment - 1);
        var larger = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        Buffer.MemoryCopy(_start, larger, capacity, Length);
        NativeMemory.AlignedFree(_start);
        _start = larger;
        _capacity = capacity;
    }
}
