using System.Collections.Immutable;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>concat_ws(separator, a, b, …): the values that are not NULL with the separator between them; NULL when the separator is.</summary>
internal sealed class ConcatWsFunction : ScalarFunction
{
    public override string Name => "concat_ws";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length < 2)
        {
            return FunctionResolution.Failed(
                $"function \"concat_ws\" takes at least 2 arguments, not {arguments.Length}", "write concat_ws(separator, a, b)");
        }

        if (!arguments[0].Type.IsText && arguments[0].Type.Kind != TypeKind.Null)
        {
            return FunctionResolution.Failed(
                $"the separator of \"concat_ws\" is text, not {arguments[0].Type}", "it is the first argument: concat_ws(', ', a, b)", 0);
        }

        for (var i = 1; i < arguments.Length; i++)
        {
            if (!Casts.IsPossible(arguments[i].Type, DataType.Utf8))
            {
                return FunctionResolution.Failed($"{arguments[i].Type} cannot be joined as text", argument: i);
            }
        }

        return new FunctionResolution([.. arguments.Select(_ => DataType.Utf8)], DataType.Utf8, arguments[0].IsNullable);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => new JoinEvaluator([.. arguments]);

    private sealed class JoinEvaluator(Evaluator[] arguments) : FunctionEvaluator(DataType.Utf8, arguments)
    {
        public override unsafe Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out _, out _);
            var writer = new TextColumnWriter(target, context.RowCount, context.RowCount * 16);
            for (var row = 0; row < context.RowCount; row++)
            {
                if (columns[0].IsNull(row))
                {
                    writer.EndNull();
                    continue;
                }

                var isFirst = true;
                foreach (ref readonly var column in columns[1..])
                {
                    if (column.IsNull(row))
                    {
                        continue;
                    }

                    writer.Append(isFirst ? default : columns[0].GetBytes(row));
                    writer.Append(column.GetBytes(row));
                    isFirst = false;
                }

                writer.EndRow();
            }

            return writer.Finish(Type);
        }
    }
}
