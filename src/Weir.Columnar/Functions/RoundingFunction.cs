using System.Collections.Immutable;
using System.Numerics;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>
/// round, trunc, ceil and floor: a number to a number of decimals, which may be negative. Exact types stay exact: an integer keeps its
/// type, a decimal loses the decimals that are rounded away, and what then does not fit is an error of the row.
/// </summary>
/// <param name="takesDigits">Whether a second argument says to how many decimals; else it is none.</param>
internal sealed class RoundingFunction(string name, RoundingMode mode, bool takesDigits, params string[] aliases) : ScalarFunction
{
    public override string Name => name;

    public override ImmutableArray<string> Aliases => [.. aliases];

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length < 1 || arguments.Length > (takesDigits ? 2 : 1))
        {
            return FunctionResolution.Failed(
                $"function \"{name}\" takes {(takesDigits ? "1 or 2 arguments" : "1 argument")}, not {arguments.Length}",
                takesDigits ? $"write {name}(number) or {name}(number, decimals)" : $"write {name}(number)");
        }

        var type = arguments[0].Type.Kind == TypeKind.Null ? DataType.Float64 : arguments[0].Type;
        if (!type.IsNumeric)
        {
            return FunctionResolution.Failed($"function \"{name}\" takes a number, not {type}", $"cast it: {name}(CAST(… AS DOUBLE))", 0);
        }

        if (arguments.Length > 1 && !arguments[1].Type.IsInteger && arguments[1].Type.Kind != TypeKind.Null)
        {
            return FunctionResolution.Failed($"the decimals of \"{name}\" are a whole number, not {arguments[1].Type}", argument: 1);
        }

        return new FunctionResolution(
            [type, .. arguments.Skip(1).Select(_ => DataType.Int32)], ResultType(type, arguments), arguments.Any(argument => argument.IsNullable));
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments)
    {
        var digits = arguments.Length > 1 ? arguments[1] : new LiteralEvaluator(new LiteralExpression(0, DataType.Int32));
        return call.Type.Kind switch
        {
            TypeKind.Float64 => new DoubleEvaluator([arguments[0], digits], mode),
            TypeKind.Decimal128 => new DecimalEvaluator(call.Type, arguments[0].Type.Scale, [arguments[0], digits], mode),
            _ when arguments.Length == 1 => arguments[0],
            TypeKind.Int32 => new IntegerEvaluator<int>(call.Type, [arguments[0], digits], mode),
            TypeKind.UInt64 => new IntegerEvaluator<ulong>(call.Type, [arguments[0], digits], mode),
            _ => new IntegerEvaluator<long>(call.Type, [arguments[0], digits], mode),
        };
    }

    private DataType ResultType(DataType type, ImmutableArray<Expression> arguments)
    {
        if (type.Kind != TypeKind.Decimal128)
        {
            return type;
        }

        // Decimals that only the rows know stay as many as there were.
        var scale = arguments.Length == 1 ? 0
            : arguments[1] is LiteralExpression { Value: { } digits } ? (int)Math.Clamp(Convert.ToDecimal(digits), 0m, type.Scale)
            : type.Scale;
        var carry = mode == RoundingMode.TowardsZero ? 0 : 1;
        return DataType.Decimal(Math.Clamp(type.Precision - type.Scale + scale + carry, 1, DecimalRules.PrecisionMax), scale);
    }

    /// <summary>The multiple of <paramref name="unit"/> that a whole number becomes.</summary>
    private static Int128 ToMultiple(Int128 value, Int128 unit, RoundingMode mode)
    {
        if (mode == RoundingMode.Nearest)
        {
            return DecimalText.DivideRounded(value, unit) * unit;
        }

        var (quotient, remainder) = Int128.DivRem(value, unit);
        quotient += remainder == 0 ? 0 : mode switch
        {
            RoundingMode.Down when value < 0 => -1,
            RoundingMode.Up when value > 0 => 1,
            _ => 0,
        };
        return quotient * unit;
    }

    private sealed unsafe class IntegerEvaluator<T>(DataType type, Evaluator[] arguments, RoundingMode mode) : FunctionEvaluator(type, arguments)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, target, out var validity, out var nullCount);
            var values = target.Allocate<T>(context.RowCount);
            for (var row = 0; row < context.RowCount; row++)
            {
                values[row] = columns[0].Get<T>(row);
                var digits = columns[1].Get<int>(row);
                if (digits >= 0 || (validity is not null && !Bitmap.Get(validity, row)))
                {
                    continue;
                }

                // No integer here has more than 20 digits.
                var rounded = ToMultiple(Int128.CreateTruncating(values[row]), DecimalText.PowerOfTen((int)Math.Min(-(long)digits, 30)), mode);
                if (rounded < Int128.CreateTruncating(T.MinValue) || rounded > Int128.CreateTruncating(T.MaxValue))
                {
                    context.Errors.Add(row, $"{values[row]} rounded to {digits} decimals is out of range for {Type}");
                }

                values[row] = T.CreateTruncating(rounded);
            }

            return Column.Fixed(Type, context.RowCount, target, (byte*)values, validity, nullCount);
        }
    }

    private sealed unsafe class DecimalEvaluator(DataType type, int scale, Evaluator[] arguments, RoundingMode mode) : FunctionEvaluator(type, arguments)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, target, out var validity, out var nullCount);
            var values = target.Allocate<Int128>(context.RowCount);
            var limit = DecimalText.PowerOfTen(Type.Precision);
            var dropped = DecimalText.PowerOfTen(scale - Type.Scale);
            for (var row = 0; row < context.RowCount; row++)
            {
                values[row] = 0;
                if (validity is not null && !Bitmap.Get(validity, row))
                {
                    continue;
                }

                var value = columns[0].Get<Int128>(row);
                var digits = columns[1].Get<int>(row);
                var unit = DecimalText.PowerOfTen((int)Math.Clamp(scale - (long)digits, 0, DecimalRules.PrecisionMax));
                values[row] = ToMultiple(value, unit, mode) / dropped;
                if (Int128.Abs(values[row]) >= limit)
                {
                    context.Errors.Add(row, $"{DecimalText.Format(value, scale)} rounded to {digits} decimals is out of range for {Type}");
                    values[row] = 0;
                }
            }

            return Column.Fixed(Type, context.RowCount, target, (byte*)values, validity, nullCount);
        }
    }

    private sealed unsafe class DoubleEvaluator(Evaluator[] arguments, RoundingMode mode) : FunctionEvaluator(DataType.Float64, arguments)
    {
        /// <summary>From so many decimals on a double is what it was.</summary>
        private const int DigitsMax = 15;

        /// <summary>A unit that no double reaches half of.</summary>
        private const int DigitsMin = -308;

        private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 1 - DigitsMin).Select(digits => Math.Pow(10, digits))];

        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, target, out var validity, out var nullCount);
            var values = target.Allocate<double>(context.RowCount);
            for (var row = 0; row < context.RowCount; row++)
            {
                values[row] = Round(columns[0].Get<double>(row), columns[1].Get<int>(row));
            }

            return Column.Fixed(Type, context.RowCount, target, (byte*)values, validity, nullCount);
        }

        private double Round(double value, int digits)
        {
            switch (digits)
            {
                case 0:
                    return Whole(value);
                case > DigitsMax:
                    return value;
                case > 0:
                    return ToDecimals(value, PowersOfTen[digits]);
                case < DigitsMin:
                    return double.IsFinite(value) ? 0 : value;
                default:
                    var factor = PowersOfTen[-digits];
                    return Whole(value / factor) * factor;
            }
        }

        /// <summary>
        /// Rounds the digits that the double is written with: 1.005 has a tie at two decimals, though the double is a little less. The product is
        /// only where to look; what decides are quotients of whole numbers, which are the doubles nearest to the decimals in question.
        /// </summary>
        private double ToDecimals(double value, double power)
        {
            var magnitude = Math.Abs(value);
            var scaled = magnitude * power;
            if (!(scaled < 1L << 52))
            {
                // NaN, infinity, or so large that it has no digits there.
                return value;
            }

            var whole = Math.Floor(scaled);
            whole += (whole + 1) / power <= magnitude ? 1 : whole / power > magnitude ? -1 : 0;
            var isMore = mode switch
            {
                RoundingMode.Nearest => ((2 * whole) + 1) / (2 * power) <= magnitude,
                RoundingMode.Down => value < 0 && whole / power < magnitude,
                RoundingMode.Up => value > 0 && whole / power < magnitude,
                _ => false,
            };
            return Math.CopySign((isMore ? whole + 1 : whole) / power, value);
        }

        private double Whole(double value) => mode switch
        {
            RoundingMode.Nearest => Math.Round(value, MidpointRounding.AwayFromZero),
            RoundingMode.Down => Math.Floor(value),
            RoundingMode.Up => Math.Ceiling(value),
            _ => Math.Truncate(value),
        };
    }
}
