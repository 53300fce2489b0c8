using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// The native table of a decoder's columns and the way from a key's bytes to them: a hash, then one vector comparison. Keys written with
/// escapes are left to the reference decoder.
/// </summary>
/// <remarks>
/// The hash is of so many first bytes as the shortest name has, its closing quote included, so that a key is known before its end is. Where
/// too many names begin alike it is of the first and last eight bytes and the length.
/// </remarks>
internal sealed unsafe class JsonKeys : IDisposable
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Names on one way through the table before all of the key is hashed.</summary>
    private const int ProbesMax = 3;

    private readonly int _count;
    private readonly int _shift;
    private readonly uint _slotMask;
    private readonly byte[][] _names;
    private readonly bool _hasLongKeys;

    /// <summary>The bytes of a key's first word that are hashed; 0 when all of the key is.</summary>
    private ulong _prefixMask;
    private Slot* _slots;
    private JsonColumn* _columns;

    /// <param name="timestampDigits">As in <see cref="JsonTime.Digits"/>.</param>
    public JsonKeys(Schema schema, int timestampDigits)
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
                Scale = type.Kind == TypeKind.Timestamp ? timestampDigits : type.Scale,
            };
            _hasLongKeys |= _names[i].Length >= Slot.NameBytesMax;
        }

        var shortest = _names.Length == 0 ? 0 : _names.Min(name => name.Length) + 1;
        _prefixMask = shortest >= 8 ? ulong.MaxValue : (1UL << (shortest * 8)) - 1;
        if (Fill() > ProbesMax)
        {
            _prefixMask = 0;
            NativeMemory.Clear(_slots, (nuint)(slotCount * sizeof(Slot)));
            Fill();
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
        if (_prefixMask != 0)
        {
            var prefixSlot = (*(ulong*)key & _prefixMask) * Multiplier >> _shift;
            while (_slots[prefixSlot].Column != null)
            {
                var candidate = _slots + prefixSlot;
                if ((~Vector256.Equals(block, Vector256.Load(candidate->Name)).ExtractMostSignificantBits() & candidate->Mask) == 0)
                {
                    length = candidate->Length;
                    return candidate->Column;
                }

                prefixSlot = (prefixSlot + 1) & _slotMask;
            }
        }

        return FindByEnd(key, block, out length);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private JsonColumn* FindByEnd(byte* key, Vector256<byte> block, out int length)
    {
        length = JsonScanner.PlainLength(block);
        if (length == Vector256<byte>.Count)
        {
            return FindLong(key, out length);
        }

        if (key[length] != '"')
        {
            return null;
        }

        if (_prefixMask != 0)
        {
            return Skipped;
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
            if ((~equal & candidate->Mask) == 0)
            {
                return candidate->Column;
            }

            slot = (slot + 1) & _slotMask;
        }
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

    /// <returns>The most names that one has to be compared with.</returns>
    private int Fill()
    {
        var probesMax = 0;
        var padded = stackalloc byte[Slot.NameBytesMax];
        for (var i = 0; i < _count; i++)
        {
            var name = _names[i];
            if (name.Length >= Slot.NameBytesMax || name.AsSpan().IndexOfAny((byte)'"', (byte)'\\') >= 0 || name.AsSpan().IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
            {
                // Names that can only be written with escapes are the reference decoder's.
                continue;
            }

            new Span<byte>(padded, Slot.NameBytesMax).Clear();
            name.CopyTo(new Span<byte>(padded, Slot.NameBytesMax));
            padded[name.Length] = (byte)'"';
            var slot = (_prefixMask != 0 ? (*(ulong*)padded & _prefixMask) * Multiplier : HashOf(padded, name.Length)) >> _shift;
            var probes = 1;
            for (; _slots[slot].Column != null; probes++)
            {
                slot = (slot + 1) & _slotMask;
            }

            _slots[slot].Column = &_columns[i];
            _slots[slot].Length = name.Length;
            _slots[slot].Mask = (uint)((1UL << (name.Length + 1)) - 1);
            Buffer.MemoryCopy(padded, _slots[slot].Name, Slot.NameBytesMax, Slot.NameBytesMax);
            probesMax = Math.Max(probesMax, probes);
        }

        return probesMax;
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
