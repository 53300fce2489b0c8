using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>
/// Sums and differences of timestamps and intervals. Unlike integers they do not wrap: a time outside the years 1677 to 2262 is an error of
/// the row, since as a watermark it would silently be the end of event time.
/// </summary>
internal sealed unsafe class TimeArithmeticEvaluator(bool adds, DataType type, Evaluator left, Evaluator right) : Evaluator(type)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        var result = target.Allocate<long>(rows);
        var x = a.Values<long>();
        var y = b.Values<long>();

        // The sign bit is set when one of the results has overflowed; NULLs have any value, so which row it was is looked at afterwards.
        var overflow = 0L;
        for (var row = 0; row < rows; row++)
        {
            result[row] = unchecked(adds ? x[row] + y[row] : x[row] - y[row]);
            overflow |= Overflow(x[row], y[row], result[row]);
        }

        if (overflow < 0)
        {
            for (var row = 0; row < rows; row++)
            {
                if (Overflow(x[row], y[row], result[row]) < 0 && (validity is null || Bitmap.Get(validity, row)))
                {
                    context.Errors.Add(row, $"{Text(a, row)} {(adds ? '+' : '-')} {Text(b, row)} is out of range: times are between the years 1677 and 2262");
                }
            }
        }

        return Column.Fixed(Type, rows, target, (byte*)result, validity, nullCount);
    }

    private static string Text(in Column column, int row) => column.Type.Kind == TypeKind.Timestamp
        ? TemporalText.FormatTimestamp(column.Get<long>(row))
        : $"INTERVAL '{TemporalText.FormatInterval(column.Get<long>(row))}'";

    private long Overflow(long x, long y, long result) => adds ? (x ^ result) & (y ^ result) : (x ^ y) & (x ^ result);
}
