using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>coalesce(a, b, …): the first that is not NULL.</summary>
internal sealed class CoalesceFunction : RewrittenFunction
{
    public override string Name => "coalesce";

    public override ImmutableArray<string> Aliases => ["nvl"];

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.IsEmpty)
        {
            return FunctionResolution.Failed("function \"coalesce\" takes at least 1 argument");
        }

        return CommonType(arguments) is { } type
            ? new FunctionResolution([.. arguments.Select(_ => type)], type, arguments.All(argument => argument.IsNullable))
            : FunctionResolution.Failed(
                $"the arguments of \"coalesce\" have no common type: {string.Join(", ", arguments.Select(argument => argument.Type))}", "cast them to one type");
    }

    protected override Expression Rewrite(ImmutableArray<Expression> arguments, DataType type) => arguments.Length == 1
        ? arguments[0]
        : new CaseExpression([.. arguments.SkipLast(1).Select(argument => new CaseBranch(new IsNullExpression(argument, true), argument))], arguments[^1], type);
}
