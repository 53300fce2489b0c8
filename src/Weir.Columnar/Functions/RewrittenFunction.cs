using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>A function that is an expression over its arguments and needs no kernel of its own.</summary>
internal abstract class RewrittenFunction : ScalarFunction
{
    internal sealed override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        ExpressionCompiler.Compile(Rewrite(call.Arguments, call.Type));

    protected abstract Expression Rewrite(ImmutableArray<Expression> arguments, DataType type);

    /// <summary>The type that all arguments can be brought to without losing anything, or null.</summary>
    protected static DataType? CommonType(ImmutableArray<Expression> arguments)
    {
        DataType? common = null;
        foreach (var argument in arguments)
        {
            var type = argument.Type;
            common = common is null || common == type || common.Kind == TypeKind.Null ? type
                : type.Kind == TypeKind.Null ? common
                : TypeRules.CommonType(common, type);
            if (common is null)
            {
                return null;
            }
        }

        return common;
    }
}
