using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>Fixed-width values compared into a bitmap. The compiler has put a constant, when there is one, on the right.</summary>
internal sealed unsafe class ComparisonEvaluator<T, TKernel>(Evaluator left, Evaluator right) : Evaluator(DataType.Bool)
    where T : unmanaged
    where TKernel : struct, IComparisonKernel<T>
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var bits = target.Allocate(Bitmap.ByteCount(rows));
        if (right is LiteralEvaluator { IsNull: false } literal)
        {
            var constant = literal.Scalar<T>();
            ComparisonKernels.Run<T, TKernel, ConstantOperand>((T*)a.ValuesPointer, &constant, rows, bits);
            return Column.Fixed(Type, rows, target, bits, BitmapKernels.CopyValidity(a, target), a.NullCount);
        }

        var b = right.Evaluate(context, context.Scratch);
        ComparisonKernels.Run<T, TKernel, ColumnOperand>((T*)a.ValuesPointer, (T*)b.ValuesPointer, rows, bits);
        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        return Column.Fixed(Type, rows, target, bits, validity, nullCount);
    }
}

/// <summary>Text and bytes compared byte by byte, which for UTF-8 is the order of code points.</summary>
internal sealed unsafe class BytesComparisonEvaluator<TOrder>(Evaluator left, Evaluator right) : Evaluator(DataType.Bool)
    where TOrder : struct, IOrderTest
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var bits = target.Allocate(Bitmap.ByteCount(rows));
        if (right is LiteralEvaluator { IsNull: false } literal)
        {
            ComparisonKernels.RunBytes<TOrder>(a, literal.OneRow(context.Scratch), true, bits);
            return Column.Fixed(Type, rows, target, bits, BitmapKernels.CopyValidity(a, target), a.NullCount);
        }

        var b = right.Evaluate(context, context.Scratch);
        ComparisonKernels.RunBytes<TOrder>(a, b, false, bits);
        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        return Column.Fixed(Type, rows, target, bits, validity, nullCount);
    }
}

/// <summary>Booleans, false before true, a word of rows at a time.</summary>
internal sealed unsafe class BoolComparisonEvaluator(ComparisonOperator op, Evaluator left, Evaluator right) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var words = Bitmap.WordCount(rows);
        var result = target.Allocate<ulong>(words);
        var x = (ulong*)a.ValuesPointer;
        var y = (ulong*)b.ValuesPointer;
        for (var i = 0; i < words; i++)
        {
            result[i] = op switch
            {
                ComparisonOperator.Equal => ~(x[i] ^ y[i]),
                ComparisonOperator.NotEqual => x[i] ^ y[i],
                ComparisonOperator.Less => ~x[i] & y[i],
                ComparisonOperator.LessOrEqual => ~x[i] | y[i],
                ComparisonOperator.Greater => x[i] & ~y[i],
                _ => x[i] | ~y[i],
            };
        }

        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        return Column.Fixed(Type, rows, target, (byte*)result, validity, nullCount);
    }
}

/// <summary>IS [NOT] DISTINCT FROM: an inequality whose NULL rows are decided by which sides are NULL.</summary>
internal sealed unsafe class DistinctEvaluator(Evaluator left, Evaluator right, Evaluator notEqual, bool isNegated) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var mark = context.Errors.Count;
        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var errors = context.Errors.Count - mark;
        var differs = notEqual.Evaluate(context, context.Scratch);
        context.Errors.Truncate(mark + errors);
        var words = Bitmap.WordCount(rows);
        var result = target.Allocate<ulong>(words);
        var d = (ulong*)differs.ValuesPointer;
        var av = (ulong*)a.Validity;
        var bv = (ulong*)b.Validity;
        for (var i = 0; i < words; i++)
        {
            var aValid = av is null ? ulong.MaxValue : av[i];
            var bValid = bv is null ? ulong.MaxValue : bv[i];
            var distinct = (d[i] & aValid & bValid) | (aValid ^ bValid);
            result[i] = isNegated ? ~distinct : distinct;
        }

        return Column.Fixed(Type, rows, target, (byte*)result, null, 0);
    }
}
