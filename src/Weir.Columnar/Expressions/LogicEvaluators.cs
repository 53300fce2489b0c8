using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>Three-valued AND and OR. Both sides are computed for all rows; an error of the right side is forgotten where the left decides.</summary>
internal sealed unsafe class LogicalEvaluator(bool isAnd, Evaluator left, Evaluator right) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var a = left.Evaluate(context, context.Scratch);
        var mark = context.Errors.Count;
        var b = right.Evaluate(context, context.Scratch);
        if (context.Errors.Count > mark)
        {
            var undecided = BitmapKernels.Matching(a, !isAnd, context.Scratch);
            BitmapKernels.Invert(undecided, Bitmap.WordCount(a.Length));
            context.Errors.KeepWhere(mark, (byte*)undecided);
        }

        return BitmapKernels.Logical(a, b, isAnd, target);
    }
}

internal sealed class NotEvaluator(Evaluator operand) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target) =>
        BitmapKernels.Not(operand.Evaluate(context, context.Scratch), target);
}

internal sealed unsafe class IsNullEvaluator(Evaluator operand, bool isNegated) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, context.Scratch);
        var words = Bitmap.WordCount(column.Length);
        var result = target.Allocate<ulong>(words);
        var valid = (ulong*)column.Validity;
        for (var i = 0; i < words; i++)
        {
            var isValid = valid is null ? ulong.MaxValue : valid[i];
            result[i] = isNegated ? isValid : ~isValid;
        }

        return Column.Fixed(Type, column.Length, target, (byte*)result, null, 0);
    }
}

/// <summary>IS [NOT] TRUE and IS [NOT] FALSE.</summary>
internal sealed unsafe class BooleanTestEvaluator(Evaluator operand, bool value, bool isNegated) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, context.Scratch);
        var result = BitmapKernels.Matching(column, value, target);
        if (isNegated)
        {
            BitmapKernels.Invert(result, Bitmap.WordCount(column.Length));
        }

        return Column.Fixed(Type, column.Length, target, (byte*)result, null, 0);
    }
}
