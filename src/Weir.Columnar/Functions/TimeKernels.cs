using System.Collections.Immutable;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>date_part(field, timestamp) and EXTRACT: an INT, or a DOUBLE for <c>epoch</c>.</summary>
internal sealed class DatePartFunction : ScalarFunction
{
    private static readonly string[] Fields =
        ["year", "quarter", "month", "week", "day", "dow", "doy", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond", "epoch"];

    public override string Name => "date_part";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length != 2)
        {
            return FunctionResolution.Failed($"function \"date_part\" takes 2 arguments, not {arguments.Length}");
        }

        if (arguments[0] is not LiteralExpression { Value: string text } || !Fields.Contains(Singular(text)))
        {
            return FunctionResolution.Failed($"the field of \"date_part\" must be one of {string.Join(", ", Fields)}", argument: 0);
        }

        // A date keeps its type: not every one has a timestamp.
        return arguments[1].Type.Kind is TypeKind.Timestamp or TypeKind.Date32 or TypeKind.Null
            ? new FunctionResolution(
                [DataType.Utf8, arguments[1].Type.Kind == TypeKind.Date32 ? DataType.Date32 : DataType.Timestamp], Singular(text) == "epoch" ? DataType.Float64 : DataType.Int32, arguments[1].IsNullable)
            : FunctionResolution.Failed($"\"date_part\" takes a TIMESTAMP, not {arguments[1].Type}", "cast it: CAST(… AS TIMESTAMP)", 1);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments)
    {
        var field = Singular((string)((LiteralExpression)call.Arguments[0]).Value!);
        return field == "epoch" ? new EpochEvaluator(arguments[1]) : new PartEvaluator(arguments[1], field);
    }

    private static string Singular(string field)
    {
        var lower = field.ToLowerInvariant();
        return lower.Length > 3 && lower[^1] == 's' ? lower[..^1] : lower;
    }

    private sealed unsafe class EpochEvaluator(Evaluator operand) : Evaluator(DataType.Float64)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var values = target.Allocate<double>(column.Length);
            for (var row = 0; row < column.Length; row++)
            {
                values[row] = column.Type.Kind == TypeKind.Date32
                    ? column.Get<int>(row) * 86_400.0
                    : column.Get<long>(row) / (double)TemporalText.NanosPerSecond;
            }

            return Column.Fixed(Type, column.Length, target, (byte*)values, BitmapKernels.CopyValidity(column, target), column.NullCount);
        }
    }

    private sealed unsafe class PartEvaluator(Evaluator operand, string field) : Evaluator(DataType.Int32)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var values = target.Allocate<int>(column.Length);
            for (var row = 0; row < column.Length; row++)
            {
                values[row] = column.Type.Kind == TypeKind.Date32 ? Part(column.Get<int>(row), 0) : Part(column.Get<long>(row));
            }

            return Column.Fixed(Type, column.Length, target, (byte*)values, BitmapKernels.CopyValidity(column, target), column.NullCount);
        }

        private int Part(long nanos)
        {
            var days = (int)TimeKernels.FloorDivide(nanos, TemporalText.NanosPerDay);
            return Part(days, nanos - (days * TemporalText.NanosPerDay));
        }

        private int Part(int days, long ofDay)
        {
            var (year, month, day) = TemporalText.CivilFromDays(days);
            return field switch
            {
                "year" => year,
                "quarter" => ((month - 1) / 3) + 1,
                "month" => month,
                "week" => IsoWeek(days),
                "day" => day,
                "dow" => (int)(((days + 4L) % 7) + 7) % 7,
                "doy" => days - TemporalText.DaysFromCivil(year, 1, 1) + 1,
                "hour" => (int)(ofDay / (3600 * TemporalText.NanosPerSecond)),
                "minute" => (int)(ofDay / (60 * TemporalText.NanosPerSecond) % 60),
                "second" => (int)(ofDay / TemporalText.NanosPerSecond % 60),
                "millisecond" => (int)(ofDay / 1_000_000 % 60_000),
                "microsecond" => (int)(ofDay / 1_000 % 60_000_000),
                _ => (int)(ofDay % TemporalText.NanosPerSecond),
            };
        }

        // ISO 8601: week 1 holds the year's first Thursday.
        private static int IsoWeek(int days)
        {
            var weekday = (int)((((days + 3L) % 7) + 7) % 7);
            var thursday = days - weekday + 3;
            return ((thursday - TemporalText.DaysFromCivil(TemporalText.CivilFromDays(thursday).Year, 1, 1)) / 7) + 1;
        }
    }
}

/// <summary>date_trunc(unit, timestamp): the start of the unit it lies in.</summary>
internal sealed class DateTruncFunction : ScalarFunction
{
    private static readonly string[] Units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"];

    public override string Name => "date_trunc";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length != 2)
        {
            return FunctionResolution.Failed($"function \"date_trunc\" takes 2 arguments, not {arguments.Length}");
        }

        if (arguments[0] is not LiteralExpression { Value: string text } || !Units.Contains(text.ToLowerInvariant()))
        {
            return FunctionResolution.Failed($"the unit of \"date_trunc\" must be one of {string.Join(", ", Units)}", argument: 0);
        }

        return arguments[1].Type.Kind is TypeKind.Timestamp or TypeKind.Date32 or TypeKind.Null
            ? new FunctionResolution([DataType.Utf8, DataType.Timestamp], DataType.Timestamp, arguments[1].IsNullable)
            : FunctionResolution.Failed($"\"date_trunc\" takes a TIMESTAMP, not {arguments[1].Type}", "cast it: CAST(… AS TIMESTAMP)", 1);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new TruncateEvaluator(arguments[1], ((string)((LiteralExpression)call.Arguments[0]).Value!).ToLowerInvariant());

    private sealed unsafe class TruncateEvaluator(Evaluator operand, string unit) : Evaluator(DataType.Timestamp)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var values = target.Allocate<long>(column.Length);
            for (var row = 0; row < column.Length; row++)
            {
                var start = Truncate(column.Get<long>(row));
                values[row] = (long)start;
                if (start < long.MinValue && column.IsValid(row))
                {
                    context.Errors.Add(
                        row, $"the {unit} of {TemporalText.FormatTimestamp(column.Get<long>(row))} begins out of range: times are between the years 1677 and 2262");
                }
            }

            return Column.Fixed(Type, column.Length, target, (byte*)values, BitmapKernels.CopyValidity(column, target), column.NullCount);
        }

        private Int128 Truncate(long nanos)
        {
            var size = unit switch
            {
                "microsecond" => 1_000,
                "millisecond" => 1_000_000,
                "second" => TemporalText.NanosPerSecond,
                "minute" => 60 * TemporalText.NanosPerSecond,
                "hour" => 3600 * TemporalText.NanosPerSecond,
                "day" => TemporalText.NanosPerDay,
                _ => 0,
            };
            if (size > 0)
            {
                return (Int128)TimeKernels.FloorDivide(nanos, size) * size;
            }

            var days = (int)TimeKernels.FloorDivide(nanos, TemporalText.NanosPerDay);
            var (year, month, _) = TemporalText.CivilFromDays(days);
            var first = unit switch
            {
                "week" => days - (int)((((days + 3L) % 7) + 7) % 7),
                "month" => TemporalText.DaysFromCivil(year, month, 1),
                "quarter" => TemporalText.DaysFromCivil(year, ((month - 1) / 3 * 3) + 1, 1),
                _ => TemporalText.DaysFromCivil(year, 1, 1),
            };
            return (Int128)first * TemporalText.NanosPerDay;
        }
    }
}

internal static class TimeKernels
{
    public static long FloorDivide(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
