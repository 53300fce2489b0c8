using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Weir.Columnar;

/// <summary>
/// Hands out native memory for columns and takes it back. All members may be called from any thread; a call is one short lock, and there
/// are a few calls a batch, never one a row.
/// </summary>
/// <remarks>
/// Blocks are powers of two, 64-byte aligned, and may be read (not written) up to <see cref="ReadSlackBytes"/> bytes past their end, so
/// that vector loads need no tail case. Memory is not cleared.
/// </remarks>
public sealed unsafe class SlabPool : IDisposable
{
    /// <summary>Bytes behind every block that may be read.</summary>
    public const int ReadSlackBytes = 64;

    private const int Alignment = 64;
    private const int MinimumBlockShift = 14;
    private const int MaximumBlockShift = 31;

    private readonly Lock _lock = new();
    private readonly Stack<nint>[] _freeBlocks = new Stack<nint>[MaximumBlockShift + 1];
    private readonly Stack<Slab> _freeSlabs = new();
    private readonly Stack<Batch> _freeBatches = new();
    private readonly long _cachedBytesMax;
    private long _cachedBytes;
    private long _rentedBytes;
    private int _rentedSlabs;
    private int _rentedBatches;

    /// <param name="cachedBytesMax">Free memory kept for reuse; what is given back beyond that returns to the system.</param>
    public SlabPool(long cachedBytesMax = 128L << 20) => _cachedBytesMax = cachedBytesMax;

    /// <summary>Slabs that somebody holds. Zero at the end of every test.</summary>
    public int RentedSlabs => Volatile.Read(ref _rentedSlabs);

    /// <summary>Batches that nobody has disposed. Zero at the end of every test.</summary>
    public int RentedBatches => Volatile.Read(ref _rentedBatches);

    /// <summary>Native bytes behind the rented slabs.</summary>
    public long RentedBytes => Volatile.Read(ref _rentedBytes);

    /// <summary>A slab with one reference, which the caller owns.</summary>
    /// <param name="bytesHint">How much the caller expects to allocate from it.</param>
    public Slab Rent(long bytesHint)
    {
        Slab? slab;
        lock (_lock)
        {
            _freeSlabs.TryPop(out slab);
            _rentedSlabs++;
        }

        slab ??= new Slab(this);
        slab.Start(bytesHint);
        return slab;
    }

    /// <summary>Frees the cached blocks. Rented slabs stay valid and free their blocks when they come back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var stack in _freeBlocks)
            {
                while (stack is not null && stack.TryPop(out var block))
                {
                    NativeMemory.AlignedFree((void*)block);
                }
            }

            _cachedBytes = 0;
        }
    }

    internal byte* RentBlock(long bytes, out long size)
    {
        if (bytes > 1L << MaximumBlockShift)
        {
            throw new InvalidOperationException($"a column of {bytes} bytes is over the limit of {1L << MaximumBlockShift}");
        }

        var shift = Math.Max(MinimumBlockShift, BitOperations.Log2((ulong)Math.Max(1, bytes - 1)) + 1);
        size = 1L << shift;
        lock (_lock)
        {
            _rentedBytes += size;
            if (_freeBlocks[shift] is { } stack && stack.TryPop(out var block))
            {
                _cachedBytes -= size;
                return (byte*)block;
            }
        }

        return (byte*)NativeMemory.AlignedAlloc((nuint)size + ReadSlackBytes, Alignment);
    }

    internal void ReturnBlock(byte* block, long size)
    {
        var shift = BitOperations.Log2((ulong)size);
        lock (_lock)
        {
            _rentedBytes -= size;
            if (_cachedBytes + size <= _cachedBytesMax)
            {
                _cachedBytes += size;
                (_freeBlocks[shift] ??= new Stack<nint>()).Push((nint)block);
                return;
            }
        }

        NativeMemory.AlignedFree(block);
    }

    internal void ReturnSlab(Slab slab)
    {
        lock (_lock)
        {
            _rentedSlabs--;
            Debug.Assert(_rentedSlabs >= 0, "A slab came back twice.");
            _freeSlabs.Push(slab);
        }
    }

    internal Batch RentBatch()
    {
        lock (_lock)
        {
            _rentedBatches++;
            if (_freeBatches.TryPop(out var batch))
            {
                return batch;
            }
        }

        return new Batch(this);
    }

    internal void ReturnBatch(Batch batch)
    {
        lock (_lock)
        {
            _rentedBatches--;
            Debug.Assert(_rentedBatches >= 0, "A batch came back twice.");
            _freeBatches.Push(batch);
        }
    }
}
