using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>
/// date_bin(interval, timestamp[, origin]): the start of the interval that the time lies in, where one starts at the origin, which is
/// 1970-01-01 unless it is given.
/// </summary>
internal sealed class DateBinFunction : ScalarFunction
{
    public override string Name => "date_bin";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length is not (2 or 3))
        {
            return FunctionResolution.Failed(
                $"function \"date_bin\" takes 2 or 3 arguments, not {arguments.Length}", "write date_bin(INTERVAL '15 minutes', time, origin)");
        }

        if (arguments[0].Type.Kind is not (TypeKind.Interval or TypeKind.Null))
        {
            return FunctionResolution.Failed(
                $"the first argument of \"date_bin\" is an INTERVAL, not {arguments[0].Type}", "write INTERVAL '15 minutes'", 0);
        }

        if (arguments[0] is LiteralExpression { Value: long and <= 0 })
        {
            return FunctionResolution.Failed("the interval of \"date_bin\" must be greater than zero", argument: 0);
        }

        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i].Type.Kind is not (TypeKind.Timestamp or TypeKind.Date32 or TypeKind.Null)
                && arguments[i] is not LiteralExpression { Type.IsText: true })
            {
                return FunctionResolution.Failed($"\"date_bin\" takes a TIMESTAMP, not {arguments[i].Type}", "cast it: CAST(… AS TIMESTAMP)", i);
            }
        }

        return new FunctionResolution(
            [DataType.Interval, .. arguments.Skip(1).Select(_ => DataType.Timestamp)], DataType.Timestamp, arguments.Any(argument => argument.IsNullable));
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => new BinEvaluator([.. arguments]);

    private sealed unsafe class BinEvaluator(Evaluator[] arguments) : FunctionEvaluator(DataType.Timestamp, arguments)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, target, out var validity, out var nullCount);
            var values = target.Allocate<long>(context.RowCount);
            for (var row = 0; row < context.RowCount; row++)
            {
                values[row] = 0;
                if (validity is not null && !Bitmap.Get(validity, row))
                {
                    continue;
                }

                var (size, time) = (columns[0].Get<long>(row), columns[1].Get<long>(row));
                if (size <= 0)
                {
                    context.Errors.Add(row, "the interval of date_bin must be greater than zero");
                    continue;
                }

                // The distance of two times can need 65 bits.
                var distance = (Int128)time - (columns.Length > 2 ? columns[2].Get<long>(row) : 0);
                var (whole, rest) = Int128.DivRem(distance, size);
                var start = time - (distance - ((rest < 0 ? whole - 1 : whole) * size));
                values[row] = (long)start;
                if (start < long.MinValue)
                {
                    context.Errors.Add(
                        row, $"the interval of {TemporalText.FormatTimestamp(time)} begins out of range: times are between the years 1677 and 2262");
                }
            }

            return Column.Fixed(Type, context.RowCount, target, (byte*)values, validity, nullCount);
        }
    }
}
