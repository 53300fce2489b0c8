using System.Runtime.InteropServices;

namespace Weir.Benchmarks.Formats;

/// <summary>A whole file in native memory, as a source's read buffer would hold a part of it.</summary>
internal sealed unsafe class NativeFile : IDisposable
{
    private byte* _start;

    private NativeFile(byte* start, long length)
    {
        _start = start;
        Length = length;
    }

    public long Length { get; }

    public static NativeFile Read(string path)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        var start = (byte*)NativeMemory.Alloc((nuint)length);
        for (var position = 0L; position < length;)
        {
            position += RandomAccess.Read(handle, new Span<byte>(start + position, (int)Math.Min(1 << 30, length - position)), position);
        }

        return new NativeFile(start, length);
    }

    public ReadOnlySpan<byte> Slice(long position, int lengthMax) => new(_start + position, (int)Math.Min(lengthMax, Length - position));

    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
    }
}
