using System.Collections.Immutable;
using System.Numerics;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>abs(number), of the number's own type; the smallest integer has no positive counterpart, which is an error of the row.</summary>
internal sealed class AbsFunction : ScalarFunction
{
    public override string Name => "abs";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments) => arguments switch
    {
        [{ Type.IsNumeric: true } number] => new FunctionResolution([number.Type], number.Type, number.IsNullable),
        [{ Type.Kind: TypeKind.Null }] => new FunctionResolution([DataType.Float64], DataType.Float64, true),
        [{ } other] => FunctionResolution.Failed($"function \"abs\" takes a number, not {other.Type}", "cast it: abs(CAST(… AS DOUBLE))", 0),
        _ => FunctionResolution.Failed($"function \"abs\" takes 1 argument, not {arguments.Length}"),
    };

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => call.Type.Kind switch
    {
        TypeKind.Int32 => new AbsEvaluator<int>(arguments[0]),
        TypeKind.UInt64 => arguments[0],
        TypeKind.Float64 => new AbsEvaluator<double>(arguments[0]),
        TypeKind.Decimal128 => new AbsEvaluator<Int128>(arguments[0]),
        _ => new AbsEvaluator<long>(arguments[0]),
    };

    private sealed unsafe class AbsEvaluator<T>(Evaluator operand) : Evaluator(operand.Type)
        where T : unmanaged, INumber<T>
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var values = target.Allocate<T>(column.Length);
            for (var row = 0; row < column.Length; row++)
            {
                var value = column.Get<T>(row);
                var magnitude = T.IsNegative(value) ? unchecked(-value) : value;
                values[row] = magnitude;
                if (magnitude < T.Zero && column.IsValid(row))
                {
                    context.Errors.Add(row, $"abs({value}) is out of range for {Type}");
                }
            }

            return Column.Fixed(Type, column.Length, target, (byte*)values, BitmapKernels.CopyValidity(column, target), column.NullCount);
        }
    }
}
