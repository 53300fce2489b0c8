namespace Weir.Columnar.Kernels;

/// <summary>Columns of several batches, one behind the other.</summary>
internal static unsafe class ConcatKernels
{
    public static Column Concat(IReadOnlyList<Batch> batches, int index, int rows, Slab target)
    {
        var type = batches[0].Schema[index].Type;
        var nullCount = 0;
        foreach (var batch in batches)
        {
            nullCount += batch[index].NullCount;
        }

        byte* validity = null;
        if (nullCount > 0)
        {
            validity = target.Allocate(Bitmap.ByteCount(rows));
            Bitmap.Fill(validity, rows, true);
            CopyBits(batches, index, validity, validity: true);
        }

        if (type.IsVariableWidth)
        {
            return ConcatBytes(batches, index, rows, target, validity, nullCount);
        }

        byte* values;
        if (type.ByteWidth == 0)
        {
            values = target.Allocate(Bitmap.ByteCount(rows));
            Bitmap.Fill(values, rows, false);
            CopyBits(batches, index, values, validity: false);
        }
        else
        {
            values = target.Allocate((long)type.ByteWidth * rows);
            var position = values;
            foreach (var batch in batches)
            {
                var bytes = (long)type.ByteWidth * batch.RowCount;
                Buffer.MemoryCopy(batch[index].ValuesPointer, position, bytes, bytes);
                position += bytes;
            }
        }

        return Column.Fixed(type, rows, target, values, validity, nullCount);
    }

    private static void CopyBits(IReadOnlyList<Batch> batches, int index, byte* target, bool validity)
    {
        var position = 0;
        foreach (var batch in batches)
        {
            ref readonly var column = ref batch[index];
            for (var row = 0; row < batch.RowCount; row++, position++)
            {
                if (validity ? column.IsNull(row) : column.GetBool(row))
                {
                    if (validity)
                    {
                        Bitmap.Clear(target, position);
                    }
                    else
                    {
                        Bitmap.Set(target, position);
                    }
                }
            }
        }
    }

    private static Column ConcatBytes(IReadOnlyList<Batch> batches, int index, int rows, Slab target, byte* validity, int nullCount)
    {
        var offsets = target.Allocate<int>(rows + 1);
        var total = 0;
        var position = 0;
        foreach (var batch in batches)
        {
            ref readonly var column = ref batch[index];
            for (var row = 0; row < batch.RowCount; row++)
            {
                offsets[position++] = total + column.Offsets[row];
            }

            total = checked(total + column.Offsets[batch.RowCount]);
        }

        offsets[rows] = total;
        var data = target.Allocate(total + SlabPool.ReadSlackBytes);
        var start = data;
        foreach (var batch in batches)
        {
            long bytes = batch[index].Offsets[batch.RowCount];
            Buffer.MemoryCopy(batch[index].DataPointer, start, bytes, bytes);
            start += bytes;
        }

        return Column.Variable(batches[0].Schema[index].Type, rows, target, offsets, data, validity, nullCount);
    }
}
