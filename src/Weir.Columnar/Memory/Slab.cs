using System.Diagnostics;

namespace Weir.Columnar;

/// <summary>
/// Native memory for the columns of one batch, with one reference count. Whoever makes the columns rents a slab, allocates areas from it,
/// and hands references on with the columns; the last release gives all of it back at once.
/// </summary>
/// <remarks>
/// <see cref="Allocate"/> and <see cref="Extend"/> belong to the one thread that fills the slab; <see cref="Retain"/> and
/// <see cref="Release"/> may be called from any.
/// </remarks>
public sealed unsafe class Slab
{
    private readonly SlabPool _pool;
    private Block[] _blocks = new Block[2];
    private int _blockCount;
    private long _used;
    private int _references;

    internal Slab(SlabPool pool) => _pool = pool;

    public SlabPool Pool => _pool;

    /// <summary>Bytes of native memory held.</summary>
    public long CapacityBytes
    {
        get
        {
            var bytes = 0L;
            for (var i = 0; i < _blockCount; i++)
            {
                bytes += _blocks[i].Size;
            }

            return bytes;
        }
    }

    public void Retain()
    {
        var references = Interlocked.Increment(ref _references);
        Debug.Assert(references > 1, "A slab was retained after its last release.");
    }

    public void Release()
    {
        var references = Interlocked.Decrement(ref _references);
        Debug.Assert(references >= 0, "A slab was released more often than retained.");
        if (references != 0)
        {
            return;
        }

        for (var i = 0; i < _blockCount; i++)
        {
            _pool.ReturnBlock(_blocks[i].Start, _blocks[i].Size);
        }

        _blockCount = 0;
        _pool.ReturnSlab(this);
    }

    /// <summary>A 64-byte aligned area; its contents are undefined. It lives as long as the slab.</summary>
    public byte* Allocate(long bytes)
    {
        var rounded = (bytes + 63) & ~63L;
        ref var current = ref _blocks[_blockCount - 1];
        if (_used + rounded > current.Size)
        {
            AddBlock(Math.Max(rounded, current.Size));
            current = ref _blocks[_blockCount - 1];
        }

        var area = current.Start + _used;
        _used += rounded;
        return area;
    }

    public T* Allocate<T>(int count)
        where T : unmanaged => (T*)Allocate((long)count * sizeof(T));

    /// <summary>Makes an area larger: in place when it is the newest, else by copying it; the old pointer is then void.</summary>
    /// <param name="usedBytes">How much of the old area must survive.</param>
    public byte* Extend(byte* area, long oldBytes, long newBytes, long usedBytes)
    {
        ref var current = ref _blocks[_blockCount - 1];
        var oldRounded = (oldBytes + 63) & ~63L;
        var newRounded = (newBytes + 63) & ~63L;
        if (area + oldRounded == current.Start + _used && _used - oldRounded + newRounded <= current.Size)
        {
            _used += newRounded - oldRounded;
            return area;
        }

        var moved = Allocate(newBytes);
        Buffer.MemoryCopy(area, moved, newBytes, usedBytes);
        return moved;
    }

    /// <summary>Forgets all areas and keeps the memory: for scratch that one owner uses batch after batch.</summary>
    public void Reset()
    {
        Debug.Assert(_references == 1, "Only an unshared slab may be reset.");
        if (_blockCount > 1)
        {
            // One block of the joint size from now on, so that the steady state has a single one.
            var size = CapacityBytes;
            for (var i = 0; i < _blockCount; i++)
            {
                _pool.ReturnBlock(_blocks[i].Start, _blocks[i].Size);
            }

            _blockCount = 0;
            AddBlock(size);
        }

        _used = 0;
    }

    internal void Start(long bytesHint)
    {
        _references = 1;
        AddBlock(bytesHint);
    }

    private void AddBlock(long bytes)
    {
        if (_blockCount == _blocks.Length)
        {
            Array.Resize(ref _blocks, _blocks.Length * 2);
        }

        var start = _pool.RentBlock(bytes, out var size);
        _blocks[_blockCount++] = new Block(start, size);
        _used = 0;
    }

    private readonly struct Block(byte* start, long size)
    {
        public readonly byte* Start = start;
        public readonly long Size = size;
    }
}
