namespace Weir.Columnar.Kernels;

/// <summary>Validity and three-valued logic on whole words of bitmaps (SQL: NULL is unknown, and false AND unknown is false).</summary>
internal static unsafe class BitmapKernels
{
    /// <summary>The rows where both columns have a value.</summary>
    /// <returns>Null when all have; <paramref name="nullCount"/> says how many have none.</returns>
    public static byte* Both(in Column left, in Column right, Slab target, out int nullCount)
    {
        if (!left.HasNulls && !right.HasNulls)
        {
            nullCount = 0;
            return null;
        }

        var words = target.Allocate<ulong>(Bitmap.WordCount(left.Length));
        var a = (ulong*)left.Validity;
        var b = (ulong*)right.Validity;
        for (var i = 0; i < Bitmap.WordCount(left.Length); i++)
        {
            words[i] = (a is null ? ulong.MaxValue : a[i]) & (b is null ? ulong.MaxValue : b[i]);
        }

        nullCount = left.Length - Bitmap.CountSet((byte*)words, left.Length);
        return nullCount == 0 ? null : (byte*)words;
    }

    /// <summary>A copy of a column's validity into another slab, for results that are NULL where their operand is.</summary>
    public static byte* CopyValidity(in Column column, Slab target)
    {
        if (column.Validity is null)
        {
            return null;
        }

        var bytes = Bitmap.ByteCount(column.Length);
        var copy = target.Allocate(bytes);
        Buffer.MemoryCopy(column.Validity, copy, bytes, bytes);
        return copy;
    }

    /// <summary>Three-valued AND (or OR, with the roles of true and false exchanged).</summary>
    public static Column Logical(in Column left, in Column right, bool isAnd, Slab target)
    {
        var count = left.Length;
        var wordCount = Bitmap.WordCount(count);
        var values = target.Allocate<ulong>(wordCount);
        var l = (ulong*)left.ValuesPointer;
        var r = (ulong*)right.ValuesPointer;
        if (!left.HasNulls && !right.HasNulls)
        {
            for (var i = 0; i < wordCount; i++)
            {
                values[i] = isAnd ? l[i] & r[i] : l[i] | r[i];
            }

            return Column.Fixed(DataType.Bool, count, target, (byte*)values, null, 0);
        }

        var validity = target.Allocate<ulong>(wordCount);
        var lv = (ulong*)left.Validity;
        var rv = (ulong*)right.Validity;
        for (var i = 0; i < wordCount; i++)
        {
            var leftValid = lv is null ? ulong.MaxValue : lv[i];
            var rightValid = rv is null ? ulong.MaxValue : rv[i];
            var leftTrue = l[i] & leftValid;
            var rightTrue = r[i] & rightValid;
            var leftFalse = ~l[i] & leftValid;
            var rightFalse = ~r[i] & rightValid;
            if (isAnd)
            {
                values[i] = leftTrue & rightTrue;
                validity[i] = values[i] | leftFalse | rightFalse;
            }
            else
            {
                values[i] = leftTrue | rightTrue;
                validity[i] = values[i] | (leftFalse & rightFalse);
            }
        }

        var nullCount = count - Bitmap.CountSet((byte*)validity, count);
        return Column.Fixed(DataType.Bool, count, target, (byte*)values, (byte*)validity, nullCount);
    }

    public static Column Not(in Column operand, Slab target)
    {
        var wordCount = Bitmap.WordCount(operand.Length);
        var values = target.Allocate<ulong>(wordCount);
        var source = (ulong*)operand.ValuesPointer;
        var valid = (ulong*)operand.Validity;
        for (var i = 0; i < wordCount; i++)
        {
            values[i] = ~source[i] & (valid is null ? ulong.MaxValue : valid[i]);
        }

        return Column.Fixed(DataType.Bool, operand.Length, target, (byte*)values, CopyValidity(operand, target), operand.NullCount);
    }

    /// <summary>One bit a row: the column is valid and true (or valid and false). Never NULL.</summary>
    public static ulong* Matching(in Column operand, bool value, Slab target)
    {
        var wordCount = Bitmap.WordCount(operand.Length);
        var result = target.Allocate<ulong>(wordCount);
        var source = (ulong*)operand.ValuesPointer;
        var valid = (ulong*)operand.Validity;
        for (var i = 0; i < wordCount; i++)
        {
            result[i] = (value ? source[i] : ~source[i]) & (valid is null ? ulong.MaxValue : valid[i]);
        }

        return result;
    }

    public static void Invert(ulong* words, int wordCount)
    {
        for (var i = 0; i < wordCount; i++)
        {
            words[i] = ~words[i];
        }
    }
}
