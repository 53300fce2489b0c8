using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>sign(number): -1, 0 or 1 as an INT, or as a DOUBLE of a double, where NaN stays NaN.</summary>
internal sealed class SignFunction : RewrittenFunction
{
    public override string Name => "sign";

    public override ImmutableArray<string> Aliases => ["signum"];

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length != 1)
        {
            return FunctionResolution.Failed($"function \"sign\" takes 1 argument, not {arguments.Length}");
        }

        var type = arguments[0].Type.Kind == TypeKind.Null ? DataType.Float64 : arguments[0].Type;
        return type.IsNumeric
            ? new FunctionResolution([type], type.Kind == TypeKind.Float64 ? type : DataType.Int32, arguments[0].IsNullable)
            : FunctionResolution.Failed($"function \"sign\" takes a number, not {type}", "cast it: sign(CAST(… AS DOUBLE))", 0);
    }

    protected override Expression Rewrite(ImmutableArray<Expression> arguments, DataType type)
    {
        var (number, operand) = (arguments[0], arguments[0].Type);
        object zero = operand.Kind switch
        {
            TypeKind.Int32 => 0,
            TypeKind.UInt64 => 0UL,
            TypeKind.Float64 => 0.0,
            TypeKind.Decimal128 => Int128.Zero,
            _ => 0L,
        };
        Expression Compared(ComparisonOperator op) => new ComparisonExpression(op, number, new LiteralExpression(zero, operand));
        LiteralExpression Sign(int sign) => type.Kind == TypeKind.Float64 ? new((double)sign, type) : new(sign, type);

        var branches = ImmutableArray.CreateBuilder<CaseBranch>();
        if (type.Kind == TypeKind.Float64)
        {
            branches.Add(new(new ComparisonExpression(ComparisonOperator.Equal, number, new LiteralExpression(double.NaN, operand)), number));
        }

        branches.Add(new(Compared(ComparisonOperator.Greater), Sign(1)));
        branches.Add(new(Compared(ComparisonOperator.Less), Sign(-1)));
        branches.Add(new(Compared(ComparisonOperator.Equal), Sign(0)));
        return new CaseExpression(branches.ToImmutable(), null, type);
    }
}
