namespace Weir.Columnar.Expressions;

/// <summary>
/// A timestamp compared with a date, which is its midnight. Dates reach further than timestamps, so the comparison is made in 128 bits:
/// every timestamp is before the year 2300.
/// </summary>
internal sealed unsafe class DateComparisonEvaluator(ComparisonOperator op, Evaluator left, Evaluator right) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var bits = target.Allocate(Bitmap.ByteCount(rows));
        Bitmap.Fill(bits, rows, false);
        for (var row = 0; row < rows; row++)
        {
            if (IsTrue(Nanos(a, row).CompareTo(Nanos(b, row))))
            {
                Bitmap.Set(bits, row);
            }
        }

        var validity = Kernels.BitmapKernels.Both(a, b, target, out var nullCount);
        return Column.Fixed(Type, rows, target, bits, validity, nullCount);
    }

    private bool IsTrue(int order) => op switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static Int128 Nanos(in Column column, int row) =>
        column.Type.Kind == TypeKind.Date32 ? (Int128)column.Get<int>(row) * TemporalText.NanosPerDay : column.Get<long>(row);
}
