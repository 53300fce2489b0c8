using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Columnar.Kernels;

/// <summary>Picking rows: from a bitmap to row numbers, and from row numbers to compact columns.</summary>
internal static unsafe class SelectionKernels
{
    /// <summary>Writes the numbers of the set bits, ascending.</summary>
    /// <returns>How many there are.</returns>
    public static int Indices(ulong* bits, int count, int* indices)
    {
        var written = 0;
        for (var word = 0; word < Bitmap.WordCount(count); word++)
        {
            var rest = bits[word];
            if (word == count >> 6)
            {
                rest &= Bitmap.LastWordMask(count);
            }

            var row = word << 6;
            while (rest != 0)
            {
                indices[written++] = row + BitOperations.TrailingZeroCount(rest);
                rest &= rest - 1;
            }
        }

        return written;
    }

    /// <summary>The rows at <paramref name="indices"/> as a compact column in <paramref name="target"/>.</summary>
    public static Column Take(in Column column, int* indices, int count, Slab target)
    {
        byte* validity = null;
        var nullCount = 0;
        if (column.HasNulls)
        {
            validity = target.Allocate(Bitmap.ByteCount(count));
            GatherBits(column.Validity, indices, count, (ulong*)validity);
            nullCount = count - Bitmap.CountSet(validity, count);
        }

        if (column.Type.IsVariableWidth)
        {
            return TakeBytes(column, indices, count, target, validity, nullCount);
        }

        byte* values;
        switch (column.Type.ByteWidth)
        {
            case 4:
                values = Gather((int*)column.ValuesPointer, indices, count, target);
                break;
            case 8:
                values = Gather((long*)column.ValuesPointer, indices, count, target);
                break;
            case 16:
                values = Gather((Int128*)column.ValuesPointer, indices, count, target);
                break;
            default:
                values = target.Allocate(Bitmap.ByteCount(count));
                GatherBits(column.ValuesPointer, indices, count, (ulong*)values);
                break;
        }

        return Column.Fixed(column.Type, count, target, values, validity, nullCount);
    }

    private static byte* Gather<T>(T* source, int* indices, int count, Slab target)
        where T : unmanaged
    {
        var values = target.Allocate<T>(count);
        for (var i = 0; i < count; i++)
        {
            values[i] = source[indices[i]];
        }

        return (byte*)values;
    }

    private static void GatherBits(byte* source, int* indices, int count, ulong* target)
    {
        for (var row = 0; row < count; row += 64)
        {
            var word = 0UL;
            var rows = Math.Min(64, count - row);
            for (var bit = 0; bit < rows; bit++)
            {
                word |= (Bitmap.Get(source, indices[row + bit]) ? 1UL : 0UL) << bit;
            }

            target[row >> 6] = word;
        }
    }

    private static Column TakeBytes(in Column column, int* indices, int count, Slab target, byte* validity, int nullCount)
    {
        var source = (int*)column.ValuesPointer;
        var offsets = target.Allocate<int>(count + 1);
        var total = 0;
        for (var i = 0; i < count; i++)
        {
            offsets[i] = total;
            total += source[indices[i] + 1] - source[indices[i]];
        }

        offsets[count] = total;

        // Rows that stand together are copied together; short single rows with one overlapping vector copy into the slack.
        var data = target.Allocate(total + SlabPool.ReadSlackBytes);
        for (var i = 0; i < count;)
        {
            var first = i;
            do
            {
                i++;
            }
            while (i < count && indices[i] == indices[i - 1] + 1);

            CopyShort(column.DataPointer + source[indices[first]], data + offsets[first], offsets[i] - offsets[first]);
        }

        return Column.Variable(column.Type, count, target, offsets, data, validity, nullCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyShort(byte* from, byte* to, int length)
    {
        // Both areas may be read, and the target written, up to the slack behind them; the next run overwrites what is too much.
        if (length <= 32)
        {
            Vector256.Store(Vector256.Load(from), to);
            return;
        }

        Buffer.MemoryCopy(from, to, length, length);
    }
}
