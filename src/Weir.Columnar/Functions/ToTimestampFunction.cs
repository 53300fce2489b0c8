using System.Collections.Immutable;
using System.Globalization;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>
/// to_timestamp_seconds, _millis, _micros, _nanos(number): a count of that unit since 1970. Fractions count, to the nearest nanosecond, those
/// of a DOUBLE as it is written: 1704067200.123 has no other digits. A time outside the years 1677 to 2262 is an error of the row.
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
        /// <summary>More than any count of nanoseconds.</summary>
        private const double TooLarge = 1e19;

        /// <summary>Of a DOUBLE as it is written, more than count.</summary>
        private const int FractionDigits = 18;

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
                    return TryDouble(column.Get<double>(row), out nanos);
                case TypeKind.Decimal128:
                    return TryDecimal(column.Get<Int128>(row), column.Type.Scale, out nanos);
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

        private bool TryDouble(double value, out long nanos)
        {
            nanos = 0;
            if (!(Math.Abs(value) < TooLarge))
            {
                return false;
            }

            if (Math.Truncate(value) is var whole && whole == value)
            {
                var total = (Int128)whole * unitNanos;
                nanos = (long)total;
                return total == nanos;
            }

            // A product of doubles would be a multiple of 256 nanoseconds today.
            return DecimalText.TryFromDouble(value, DecimalRules.PrecisionMax, FractionDigits, out var unscaled) && TryDecimal(unscaled, FractionDigits, out nanos);
        }

        // Whole and fraction apart, so that the product fits.
        private bool TryDecimal(Int128 value, int scale, out long nanos)
        {
            nanos = 0;
            var (whole, fraction) = Int128.DivRem(value, DecimalText.PowerOfTen(scale));
            if (Int128.Abs(whole) > long.MaxValue)
            {
                return false;
            }

            var total = (whole * unitNanos) + RoundedFraction(fraction, scale);
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
