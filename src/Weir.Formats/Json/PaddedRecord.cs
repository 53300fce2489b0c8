using System.Runtime.InteropServices;

namespace Weir.Formats.Json;

/// <summary>A copy of one record in memory as <see cref="JsonScanner"/> wants it: a newline at its end, and readable bytes behind that.</summary>
internal sealed unsafe class PaddedRecord : IDisposable
{
    /// <summary>Bytes behind the newline that must be readable.</summary>
    public const int Padding = 64;

    private int _capacity;

    ~PaddedRecord() => NativeMemory.Free(Start);

    public byte* Start { get; private set; }

    /// <returns>Behind the newline that ends the copy.</returns>
    public byte* Copy(ReadOnlySpan<byte> record)
    {
        if (_capacity < record.Length + 1 + Padding)
        {
            _capacity = (int)Math.Min(int.MaxValue, Math.Max(1024, ((long)record.Length * 2) + Padding));
            Start = (byte*)NativeMemory.Realloc(Start, (nuint)_capacity);
        }

        record.CopyTo(new Span<byte>(Start, _capacity));
        Start[record.Length] = (byte)'\n';
        new Span<byte>(Start + record.Length + 1, Padding).Clear();
        return Start + record.Length + 1;
    }

    public void Dispose()
    {
        NativeMemory.Free(Start);
        Start = null;
        _capacity = 0;
        GC.SuppressFinalize(this);
    }
}
