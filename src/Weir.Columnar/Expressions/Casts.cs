using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>Which casts there are, and the evaluator of each. Pairs of types share loops; only the conversion of one value differs.</summary>
public static class Casts
{
    /// <summary>Whether values of one type can be cast to another at all; single values may still fail.</summary>
    public static bool IsPossible(DataType from, DataType to)
    {
        if (from == to || from.Kind == TypeKind.Null || (from.IsVariableWidth && to.IsVariableWidth))
        {
            return true;
        }

        return (from.Kind, to.Kind) switch
        {
            (_, TypeKind.Null or TypeKind.Interval) or (TypeKind.Binary, _) => false,
            (TypeKind.Utf8, _) or (_, TypeKind.Utf8) => true,
            (_, TypeKind.Binary) => false,
            (TypeKind.Timestamp, TypeKind.Date32 or TypeKind.Int64) or (TypeKind.Date32 or TypeKind.Int64, TypeKind.Timestamp) => true,
            (TypeKind.Date32, TypeKind.Int32) or (TypeKind.Int32, TypeKind.Date32) => true,
            (TypeKind.Timestamp or TypeKind.Date32 or TypeKind.Interval, _) or (_, TypeKind.Timestamp or TypeKind.Date32) => false,
            _ => from.Kind is TypeKind.Bool || to.Kind is TypeKind.Bool || (from.IsNumeric && to.IsNumeric) || from.Kind == to.Kind,
        };
    }

    internal static Evaluator Compile(Evaluator operand, DataType to, bool isTry)
    {
        var from = operand.Type;
        if (from == to)
        {
            return operand;
        }

        if (from.Kind == TypeKind.Null)
        {
            return new LiteralEvaluator(LiteralExpression.Null(to));
        }

        if (IsSameLayout(from, to))
        {
            return new RetypeEvaluator(operand, to);
        }

        Evaluator Fixed<TFrom, TTo, TCast>()
            where TFrom : unmanaged
            where TTo : unmanaged
            where TCast : struct, IFixedCast<TFrom, TTo> => new FixedCastEvaluator<TFrom, TTo, TCast>(operand, to, isTry);

        Evaluator Parse<TTo, TCast>()
            where TTo : unmanaged
            where TCast : struct, ITextCast<TTo> => new ParseCastEvaluator<TTo, TCast>(operand, to, isTry);

        Evaluator Format<TFrom, TCast>()
            where TFrom : unmanaged
            where TCast : struct, IFormatCast<TFrom> => new FormatCastEvaluator<TFrom, TCast>(operand, to);

        return (from.Kind, to.Kind) switch
        {
            (TypeKind.Int32, TypeKind.Int64) => Fixed<int, long, IntegerCast<int, long>>(),
            (TypeKind.Int32, TypeKind.UInt64) => Fixed<int, ulong, IntegerCast<int, ulong>>(),
            (TypeKind.Int64, TypeKind.Int32) => Fixed<long, int, IntegerCast<long, int>>(),
            (TypeKind.Int64, TypeKind.UInt64) => Fixed<long, ulong, IntegerCast<long, ulong>>(),
            (TypeKind.UInt64, TypeKind.Int32) => Fixed<ulong, int, IntegerCast<ulong, int>>(),
            (TypeKind.UInt64, TypeKind.Int64) => Fixed<ulong, long, IntegerCast<ulong, long>>(),
            (TypeKind.Int32, TypeKind.Float64) => Fixed<int, double, ToDoubleCast<int>>(),
            (TypeKind.Int64, TypeKind.Float64) => Fixed<long, double, ToDoubleCast<long>>(),
            (TypeKind.UInt64, TypeKind.Float64) => Fixed<ulong, double, ToDoubleCast<ulong>>(),
            (TypeKind.Float64, TypeKind.Int32) => Fixed<double, int, FromDoubleCast<int>>(),
            (TypeKind.Float64, TypeKind.Int64) => Fixed<double, long, FromDoubleCast<long>>(),
            (TypeKind.Float64, TypeKind.UInt64) => Fixed<double, ulong, FromDoubleCast<ulong>>(),
            (TypeKind.Utf8, TypeKind.Int32) => Parse<int, ParseNumber<int>>(),
            (TypeKind.Utf8, TypeKind.Int64) => Parse<long, ParseNumber<long>>(),
            (TypeKind.Utf8, TypeKind.UInt64) => Parse<ulong, ParseNumber<ulong>>(),
            (TypeKind.Utf8, TypeKind.Float64) => Parse<double, ParseDouble>(),
            (TypeKind.Utf8, TypeKind.Timestamp) => Parse<long, ParseTimestamp>(),
            (TypeKind.Utf8, TypeKind.Date32) => Parse<int, ParseDate>(),
            (TypeKind.Int32, TypeKind.Utf8) => Format<int, FormatNumber<int>>(),
            (TypeKind.Int64, TypeKind.Utf8) => Format<long, FormatNumber<long>>(),
            (TypeKind.UInt64, TypeKind.Utf8) => Format<ulong, FormatNumber<ulong>>(),
            (TypeKind.Float64, TypeKind.Utf8) => Format<double, FormatDouble>(),
            (TypeKind.Timestamp, TypeKind.Utf8) => Format<long, FormatTimestamp>(),
            (TypeKind.Date32, TypeKind.Utf8) => Format<int, FormatDate>(),
            _ when IsPossible(from, to) => new GeneralCastEvaluator(operand, to, isTry),
            _ => throw new InvalidOperationException($"there is no cast from {from} to {to}; the planner refuses it"),
        };
    }

    private static bool IsSameLayout(DataType from, DataType to) => (from.Kind, to.Kind) switch
    {
        (TypeKind.Utf8, TypeKind.Utf8 or TypeKind.Binary) => true,
        (TypeKind.Timestamp, TypeKind.Int64) or (TypeKind.Int64, TypeKind.Timestamp) => true,
        (TypeKind.Date32, TypeKind.Int32) or (TypeKind.Int32, TypeKind.Date32) => true,
        _ => false,
    };
}

/// <summary>The operand's memory under another type of the same layout.</summary>
internal sealed class RetypeEvaluator(Evaluator operand, DataType type) : Evaluator(type)
{
    public override Column Evaluate(EvaluationContext context, Slab target) => operand.Evaluate(context, target).As(Type);
}
