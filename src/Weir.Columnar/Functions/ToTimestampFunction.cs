using System.Collections.Immutable;
using System.Globalization;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>
/// to_timestamp_seconds, _millis, _micros, _nanos(number): a count of that unit since 1970. Fractions count, to the nearest nanosecond, and
/// a time outside the years 1677 to 2262 is an error of the row.
/// </summary>
internal sealed class ToTimestampFunction(string name, long unitNanos) : ScalarFunction
{
    public override string Name => name;

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length != 1)
        {
            return FunctionResolution.Failed($"function \"{name}\" takes 1 argument, not {arguments.Length}", $"write {name}(number)");
        }

        var type = arguments[0].Type;
        return type.IsNumeric || type.Kind == TypeKind.Null
            ? new FunctionResolution([type.Kind is TypeKind.Float64 or TypeKind.Decimal128 or TypeKind.UInt64 ? type : DataType.Int64], DataType.Timestamp, arguments[0].IsNullable)
            : FunctionResolution.Failed($"function \"{name}\" takes a number, not {type}", $"cast it: {name}(CAST(… AS BIGINT))", 0);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => new CountEvaluator(arguments[0], name, unitNanos);

    private sealed unsafe class CountEvaluator(Evaluator operand, string name, long unitNanos) : Evaluator(DataType.Timestamp)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var values = target.Allocate<long>(column.Length);
            for (var row = 0; row < column.Length; row++)
            {
                if (!TryCount(column, row, out values[row]) && column.IsValid(row))
                {
                    context.Errors.Add(row, $"{name}({Text(column, row)}) is out of range: times are between the years 1677 and 2262");
                }
            }

            return Column.Fixed(Type, column.Length, target, (byte*)values, Kernels.BitmapKernels.CopyValidity(column, target), column.NullCount);
        }

        private bool TryCount(in Column column, int row, out long nanos)
        {
            Int128 total;
            switch (column.Type.Kind)
            {
                case TypeKind.Float64:
                    var value = Math.Round(column.Get<double>(row) * unitNanos);
                    nanos = Math.Abs(value) < 9.2e18 ? (long)value : 0;
                    return Math.Abs(value) < 9.2e18;
                case TypeKind.Decimal128:
                    // Whole and fraction apart, so that the product fits.
                    var unit = DecimalText.PowerOfTen(column.Type.Scale);
                    var (whole, fraction) = Int128.DivRem(column.Get<Int128>(row), unit);
                    if (Int128.Abs(whole) > long.MaxValue)
                    {
                        nanos = 0;
                        return false;
                    }

                    total = (whole * unitNanos) + RoundedFraction(fraction, column.Type.Scale);
                    break;
                case TypeKind.UInt64:
                    total = (Int128)column.Get<ulong>(row) * unitNanos;
                    break;
                default:
                    total = (Int128)column.Get<long>(row) * unitNanos;
                    break;
            }

            nanos = (long)total;
            return total == nanos;
        }

        // Digits behind the 28th are less than any nanosecond, and with them the product could overflow.
        private Int128 RoundedFraction(Int128 fraction, int scale)
        {
            var dropped = Math.Max(0, scale - 28);
            return DecimalText.DivideRounded(fraction / DecimalText.PowerOfTen(dropped) * unitNanos, DecimalText.PowerOfTen(scale - dropped));
        }

        private static string Text(in Column column, int row) => column.Type.Kind switch
        {
            TypeKind.Float64 => TemporalText.FormatDouble(column.Get<double>(row)),
            TypeKind.Decimal128 => DecimalText.Format(column.Get<Int128>(row), column.Type.Scale),
            TypeKind.UInt64 => column.Get<ulong>(row).ToString(CultureInfo.InvariantCulture),
            _ => column.Get<long>(row).ToString(CultureInfo.InvariantCulture),
        };
    }
}
