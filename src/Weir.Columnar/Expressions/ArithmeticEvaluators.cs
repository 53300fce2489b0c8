using System.Numerics;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>Arithmetic that cannot fail: everything on doubles, and + - * on integers, which wrap.</summary>
internal sealed unsafe class ArithmeticEvaluator<T, TKernel>(DataType type, Evaluator left, Evaluator right) : Evaluator(type)
    where T : unmanaged
    where TKernel : struct, IBinaryKernel<T>
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        if (right is LiteralEvaluator { IsNull: false } rightLiteral)
        {
            var column = left.Evaluate(context, context.Scratch);
            var values = target.Allocate<T>(rows);
            BinaryKernels.Run<T, TKernel>(column.Values<T>(), rightLiteral.Scalar<T>(), new Span<T>(values, rows));
            return Column.Fixed(Type, rows, target, (byte*)values, BitmapKernels.CopyValidity(column, target), column.NullCount);
        }

        if (left is LiteralEvaluator { IsNull: false } leftLiteral)
        {
            var column = right.Evaluate(context, context.Scratch);
            var values = target.Allocate<T>(rows);
            BinaryKernels.Run<T, TKernel>(leftLiteral.Scalar<T>(), column.Values<T>(), new Span<T>(values, rows));
            return Column.Fixed(Type, rows, target, (byte*)values, BitmapKernels.CopyValidity(column, target), column.NullCount);
        }

        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var result = target.Allocate<T>(rows);
        BinaryKernels.Run<T, TKernel>(a.Values<T>(), b.Values<T>(), new Span<T>(result, rows));
        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        return Column.Fixed(Type, rows, target, (byte*)result, validity, nullCount);
    }
}

/// <summary>Integer division and remainder: a zero divisor is an error of the row, and so is the most negative value over -1.</summary>
internal sealed unsafe class IntegerDivisionEvaluator<T>(DataType type, Evaluator left, Evaluator right, bool isModulo) : Evaluator(type)
    where T : unmanaged, IBinaryInteger<T>
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        var result = target.Allocate<T>(rows);
        var dividends = a.Values<T>();
        var divisors = b.Values<T>();
        for (var row = 0; row < rows; row++)
        {
            var divisor = divisors[row];
            if (T.IsZero(divisor))
            {
                result[row] = default;
                if (validity is null || Bitmap.Get(validity, row))
                {
                    context.Errors.Add(row, $"division by zero: {dividends[row]} {(isModulo ? '%' : '/')} 0");
                }

                continue;
            }

            // The processor refuses the most negative value over -1 with a trap.
            if (T.IsNegative(divisor) && divisor + T.One == T.Zero)
            {
                result[row] = isModulo ? T.Zero : unchecked(T.Zero - dividends[row]);
                if (!isModulo && T.IsNegative(dividends[row]) && result[row] == dividends[row] && (validity is null || Bitmap.Get(validity, row)))
                {
                    context.Errors.Add(row, $"out of range: {dividends[row]} / {divisor} does not fit {Type}");
                }

                continue;
            }

            result[row] = isModulo ? dividends[row] % divisor : dividends[row] / divisor;
        }

        return Column.Fixed(Type, rows, target, (byte*)result, validity, nullCount);
    }
}

/// <summary>Decimals: both sides are brought to the scale that the operator needs, and what leaves the precision is an error of the row.</summary>
internal sealed unsafe class DecimalArithmeticEvaluator(
    ArithmeticOperator op, DataType type, Evaluator left, Evaluator right) : Evaluator(type)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var a = left.Evaluate(context, context.Scratch);
        var b = right.Evaluate(context, context.Scratch);
        var validity = BitmapKernels.Both(a, b, target, out var nullCount);
        var result = target.Allocate<Int128>(rows);
        var (leftScale, rightScale) = (left.Type.Scale, right.Type.Scale);
        var limit = DecimalText.PowerOfTen(Type.Precision);
        for (var row = 0; row < rows; row++)
        {
            result[row] = 0;
            if (validity is not null && !Bitmap.Get(validity, row))
            {
                continue;
            }

            var (x, y) = (a.Get<Int128>(row), b.Get<Int128>(row));
            if (op is ArithmeticOperator.Divide or ArithmeticOperator.Modulo && y == 0)
            {
                context.Errors.Add(row, $"division by zero: {DecimalText.Format(x, leftScale)} {SqlText.Symbol(op)} 0");
                continue;
            }

            try
            {
                var value = checked(op switch
                {
                    ArithmeticOperator.Add => Scale(x, Type.Scale - leftScale) + Scale(y, Type.Scale - rightScale),
                    ArithmeticOperator.Subtract => Scale(x, Type.Scale - leftScale) - Scale(y, Type.Scale - rightScale),
                    ArithmeticOperator.Multiply => DecimalText.DivideRounded(x * y, DecimalText.PowerOfTen(leftScale + rightScale - Type.Scale)),
                    ArithmeticOperator.Divide => Scale(x, Type.Scale - leftScale + rightScale) / y,
                    _ => Scale(x, Type.Scale - leftScale) % Scale(y, Type.Scale - rightScale),
                });
                if (Int128.Abs(value) >= limit)
                {
                    throw new OverflowException();
                }

                result[row] = value;
            }
            catch (OverflowException)
            {
                context.Errors.Add(row, $"{DecimalText.Format(x, leftScale)} {SqlText.Symbol(op)} {DecimalText.Format(y, rightScale)} is out of range for {Type}");
            }
        }

        return Column.Fixed(Type, rows, target, (byte*)result, validity, nullCount);
    }

    private static Int128 Scale(Int128 value, int digits) =>
        digits >= 0 ? checked(value * DecimalText.PowerOfTen(digits)) : value / DecimalText.PowerOfTen(-digits);
}

internal sealed unsafe class NegateEvaluator<T>(Evaluator operand) : Evaluator(operand.Type)
    where T : unmanaged, INumber<T>
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, context.Scratch);
        var result = target.Allocate<T>(column.Length);
        for (var row = 0; row < column.Length; row++)
        {
            result[row] = unchecked(-column.Get<T>(row));
        }

        return Column.Fixed(Type, column.Length, target, (byte*)result, BitmapKernels.CopyValidity(column, target), column.NullCount);
    }
}
