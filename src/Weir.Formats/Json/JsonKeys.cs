using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// The native table of a decoder's columns and the way from a key's bytes to them: a hash of the key's first and last eight bytes, then one
/// vector comparison. Keys written with escapes are left to the reference decoder.
/// </summary>
internal sealed unsafe class JsonKeys : IDisposable
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly int _count;
    private readonly int _shift;
    private readonly uint _slotMask;
    private readonly byte[][] _names;
    private readonly bool _hasLongKeys;
    private Slot* _slots;
    private JsonColumn* _columns;

    public JsonKeys(Schema schema)
    {
        _count = schema.Count;
        _names = [.. schema.Fields.Select(field => Encoding.UTF8.GetBytes(field.Name))];
        var slotCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, _count * 4));
        _shift = 64 - BitOperations.Log2((uint)slotCount);
        _slotMask = (uint)slotCount - 1;
        _slots = (Slot*)NativeMemory.AlignedAlloc((nuint)(slotCount * sizeof(Slot)), 64);
        NativeMemory.Clear(_slots, (nuint)(slotCount * sizeof(Slot)));
        _columns = (JsonColumn*)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(JsonColumn));
        _columns[_count] = new JsonColumn { Index = -1, Kind = JsonColumnKind.Skip };
        for (var i = 0; i < _count; i++)
        {
            var type = schema[i].Type;
            _columns[i] = new JsonColumn
            {
                Index = i,
                Kind = JsonColumn.KindOf(type),
                IsNullable = schema[i].IsNullable,
                Precision = type.Precision,
                Scale = type.Scale,
            };
            _hasLongKeys |= _names[i].Length >= Slot.NameBytesMax;
            if (_names[i].Length < Slot.NameBytesMax)
            {
                Insert(_names[i], &_columns[i]);
            }
        }
    }

    ~JsonKeys() => Free();

    /// <summary>The columns in schema order.</summary>
    public JsonColumn* Columns => _columns;

    /// <summary>Takes every value that no column does.</summary>
    public JsonColumn* Skipped => _columns + _count;

    /// <summary>The column of the key that starts at <paramref name="key"/>, behind its quote; 64 bytes from there are readable.</summary>
    /// <param name="length">Bytes before the closing quote.</param>
    /// <returns>Null when the key holds escapes or control characters.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonColumn* Find(byte* key, out int length)
    {
        var block = Vector256.Load(key);
        var special = (Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(block, Vector256.Create((byte)0x20))).ExtractMostSignificantBits();
        length = BitOperations.TrailingZeroCount(special);
        if (special == 0)
        {
            return FindLong(key, out length);
        }

        if (key[length] != '"')
        {
            return null;
        }

        var slot = HashOf(key, length) >> _shift;
        while (true)
        {
            var candidate = _slots + slot;
            if (candidate->Column == null)
            {
                return Skipped;
            }

            var equal = Vector256.Equals(block, Vector256.Load(candidate->Name)).ExtractMostSignificantBits();
            if (candidate->Length == length && (equal & candidate->Mask) == candidate->Mask)
            {
                return candidate->Column;
            }

            slot = (slot + 1) & _slotMask;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashOf(byte* key, int length)
    {
        var word = *(ulong*)key;
        word = length < 8 ? word & ((1UL << (length * 8)) - 1) : word ^ BitOperations.RotateLeft(*(ulong*)(key + length - 8), 29);
        return (word + (ulong)length) * Multiplier;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonColumn* FindLong(byte* key, out int length)
    {
        // The first block held no end; strings end before the input does, because a newline does.
        for (length = Slot.NameBytesMax; key[length] != '"'; length++)
        {
            if (key[length] < 0x20 || key[length] == '\\')
            {
                return null;
            }
        }

        for (var i = 0; _hasLongKeys && i < _count; i++)
        {
            if (_names[i].AsSpan().SequenceEqual(new ReadOnlySpan<byte>(key, length)))
            {
                return &_columns[i];
            }
        }

        return Skipped;
    }

    private void Insert(byte[] name, JsonColumn* column)
    {
        var padded = stackalloc byte[Slot.NameBytesMax];
        new Span<byte>(padded, Slot.NameBytesMax).Clear();
        name.CopyTo(new Span<byte>(padded, Slot.NameBytesMax));
        var slot = HashOf(padded, name.Length) >> _shift;
        while (_slots[slot].Column != null)
        {
            slot = (slot + 1) & _slotMask;
        }

        _slots[slot].Column = column;
        _slots[slot].Length = name.Length;
        _slots[slot].Mask = (uint)((1UL << name.Length) - 1);
        Buffer.MemoryCopy(padded, _slots[slot].Name, Slot.NameBytesMax, Slot.NameBytesMax);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_slots);
        NativeMemory.Free(_columns);
        _slots = null;
        _columns = null;
    }

    private struct Slot
    {
        public const int NameBytesMax = 32;

        public fixed byte Name[NameBytesMax];
        public JsonColumn* Column;
        public uint Mask;
        public int Length;
    }
}
