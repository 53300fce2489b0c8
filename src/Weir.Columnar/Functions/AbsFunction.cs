using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>abs(number), of the number's own type: a CASE over its negation.</summary>
internal sealed class AbsFunction : RewrittenFunction
{
    public override string Name => "abs";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments) => arguments switch
    {
        [{ Type.IsNumeric: true } number] => new FunctionResolution([number.Type], number.Type, number.IsNullable),
        [{ } other] => FunctionResolution.Failed($"function \"abs\" takes a number, not {other.Type}", "cast it: abs(CAST(… AS DOUBLE))", 0),
        _ => FunctionResolution.Failed($"function \"abs\" takes 1 argument, not {arguments.Length}"),
    };

    protected override Expression Rewrite(ImmutableArray<Expression> arguments, DataType type)
    {
        object zero = type.Kind switch
        {
            TypeKind.Int32 => 0,
            TypeKind.UInt64 => 0UL,
            TypeKind.Float64 => 0.0,
            TypeKind.Decimal128 => Int128.Zero,
            _ => 0L,
        };
        var isNegative = new ComparisonExpression(ComparisonOperator.Less, arguments[0], new LiteralExpression(zero, type));
        return new CaseExpression([new CaseBranch(isNegative, new NegateExpression(arguments[0]))], arguments[0], type);
    }
}
