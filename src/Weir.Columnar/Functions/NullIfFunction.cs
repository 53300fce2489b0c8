using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>nullif(a, b): NULL where they are equal, else a.</summary>
internal sealed class NullIfFunction : RewrittenFunction
{
    public override string Name => "nullif";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length != 2)
        {
            return FunctionResolution.Failed($"function \"nullif\" takes 2 arguments, not {arguments.Length}");
        }

        // A text constant is read as what it is compared with; other text does not compare with numbers.
        var other = arguments[0].Type.IsText ? arguments[1].Type : arguments[1].Type.IsText ? arguments[0].Type : null;
        if (other is { IsNumeric: true } or { Kind: TypeKind.Bool })
        {
            var index = arguments[0].Type.IsText ? 0 : 1;
            return arguments[index] is LiteralExpression
                ? new FunctionResolution([other, other], other, true)
                : FunctionResolution.Failed($"{arguments[index].Type} does not compare with {other}", $"cast it to {other}", index);
        }

        return CommonType(arguments) is { } type
            ? new FunctionResolution([type, type], type, true)
            : FunctionResolution.Failed($"the arguments of \"nullif\" have no common type: {arguments[0].Type}, {arguments[1].Type}", "cast them to one type");
    }

    protected override Expression Rewrite(ImmutableArray<Expression> arguments, DataType type)
    {
        var equal = new ComparisonExpression(ComparisonOperator.Equal, arguments[0], arguments[1]);
        return new CaseExpression([new CaseBranch(equal, LiteralExpression.Null(type))], arguments[0], type);
    }
}
