using System.Collections.Immutable;
using System.Numerics;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>
/// greatest and least(a, b, …): of the values that are not NULL, in the order of the comparisons; of equal ones the first. NULL only when
/// all are.
/// </summary>
internal sealed class ExtremeFunction(string name, bool isGreatest) : ScalarFunction
{
    public override string Name => name;

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.IsEmpty)
        {
            return FunctionResolution.Failed($"function \"{name}\" takes at least 1 argument");
        }

        // As in a comparison, a text constant is read as what it stands beside, and other text has no order with it.
        var others = arguments.Where(argument => argument is not LiteralExpression { Type.IsText: true }).ToImmutableArray();
        var common = others.IsEmpty ? DataType.Utf8 : DataType.Null;
        foreach (var argument in others)
        {
            if (TypeRules.CommonType(common, argument.Type) is not { } type || (type.IsText && !(IsTextOrNull(common) && IsTextOrNull(argument.Type))))
            {
                return FunctionResolution.Failed(
                    $"the arguments of \"{name}\" have no common type: {string.Join(", ", arguments.Select(argument => argument.Type))}",
                    "cast them to one type");
            }

            common = type;
        }

        common = common.Kind == TypeKind.Null ? DataType.Utf8 : common;
        return new FunctionResolution([.. arguments.Select(_ => common)], common, arguments.All(argument => argument.IsNullable));
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => call.Type.Kind switch
    {
        TypeKind.Bool => new BoolEvaluator([.. arguments], isGreatest),
        TypeKind.Utf8 or TypeKind.Binary => new BytesEvaluator(call.Type, [.. arguments], isGreatest),
        TypeKind.Int32 or TypeKind.Date32 => new FixedEvaluator<int>(call.Type, [.. arguments], isGreatest),
        TypeKind.UInt64 => new FixedEvaluator<ulong>(call.Type, [.. arguments], isGreatest),
        TypeKind.Float64 => new FixedEvaluator<double>(call.Type, [.. arguments], isGreatest),
        TypeKind.Decimal128 => new FixedEvaluator<Int128>(call.Type, [.. arguments], isGreatest),
        _ => new FixedEvaluator<long>(call.Type, [.. arguments], isGreatest),
    };

    private static bool IsTextOrNull(DataType type) => type.IsText || type.Kind == TypeKind.Null;

    private sealed unsafe class FixedEvaluator<T>(DataType type, Evaluator[] arguments, bool isGreatest) : FunctionEvaluator(type, arguments)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out _, out _);
            var rows = context.RowCount;
            var values = target.Allocate<T>(rows);
            var validity = target.Allocate(Bitmap.ByteCount(rows));
            Bitmap.Fill(validity, rows, false);
            new Span<T>(values, rows).Clear();
            foreach (ref readonly var column in columns)
            {
                for (var row = 0; row < rows; row++)
                {
                    if (column.IsValid(row) && (!Bitmap.Get(validity, row) || IsFurther(column.Get<T>(row), values[row])))
                    {
                        values[row] = column.Get<T>(row);
                        Bitmap.Set(validity, row);
                    }
                }
            }

            return Column.Fixed(Type, rows, target, (byte*)values, validity, rows - Bitmap.CountSet(validity, rows));
        }

        private bool IsFurther(T value, T than) => isGreatest ? GreaterKernel<T>.Apply(value, than) : LessKernel<T>.Apply(value, than);
    }

    private sealed unsafe class BoolEvaluator(Evaluator[] arguments, bool isGreatest) : FunctionEvaluator(DataType.Bool, arguments)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out _, out _);
            var rows = context.RowCount;
            var bits = target.Allocate(Bitmap.ByteCount(rows));
            var validity = target.Allocate(Bitmap.ByteCount(rows));
            Bitmap.Fill(bits, rows, false);
            Bitmap.Fill(validity, rows, false);
            for (var row = 0; row < rows; row++)
            {
                var (hasTrue, hasFalse) = (false, false);
                foreach (ref readonly var column in columns)
                {
                    hasTrue |= column.IsValid(row) && column.GetBool(row);
                    hasFalse |= column.IsValid(row) && !column.GetBool(row);
                }

                if (isGreatest ? hasTrue : hasTrue && !hasFalse)
                {
                    Bitmap.Set(bits, row);
                }

                if (hasTrue || hasFalse)
                {
                    Bitmap.Set(validity, row);
                }
            }

            return Column.Fixed(Type, rows, target, bits, validity, rows - Bitmap.CountSet(validity, rows));
        }
    }

    private sealed class BytesEvaluator(DataType type, Evaluator[] arguments, bool isGreatest) : FunctionEvaluator(type, arguments)
    {
        public override unsafe Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out _, out _);
            var writer = new TextColumnWriter(target, context.RowCount, context.RowCount * 16);
            for (var row = 0; row < context.RowCount; row++)
            {
                var chosen = -1;
                for (var i = 0; i < columns.Length; i++)
                {
                    if (columns[i].IsValid(row) && (chosen < 0 || IsFurther(columns[i].GetBytes(row), columns[chosen].GetBytes(row))))
                    {
                        chosen = i;
                    }
                }

                if (chosen < 0)
                {
                    writer.EndNull();
                    continue;
                }

                writer.Append(columns[chosen].GetBytes(row));
                writer.EndRow();
            }

            return writer.Finish(Type);
        }

        private bool IsFurther(ReadOnlySpan<byte> value, ReadOnlySpan<byte> than)
        {
            var order = value.SequenceCompareTo(than);
            return isGreatest ? order > 0 : order < 0;
        }
    }
}
