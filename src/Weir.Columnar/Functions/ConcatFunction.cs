using System.Collections.Immutable;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>concat(a, b, …) leaves NULLs out; the operator || is NULL when a side is.</summary>
internal sealed class ConcatFunction(string name, bool skipsNulls) : ScalarFunction
{
    public override string Name => name;

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Casts.IsPossible(arguments[i].Type, DataType.Utf8))
            {
                return FunctionResolution.Failed($"{arguments[i].Type} cannot be joined as text", argument: i);
            }
        }

        return arguments.IsEmpty
            ? FunctionResolution.Failed($"function \"{name}\" takes at least 1 argument")
            : new FunctionResolution(
                [.. arguments.Select(_ => DataType.Utf8)], DataType.Utf8, !skipsNulls && arguments.Any(argument => argument.IsNullable));
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        skipsNulls ? new SkippingEvaluator([.. arguments]) : new TextFunctionEvaluator<JoinKernel>(DataType.Utf8, [.. arguments]);

    private readonly struct JoinKernel : ITextKernel
    {
        public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
        {
            foreach (ref readonly var argument in arguments)
            {
                writer.Append(argument.GetBytes(row));
            }

            return true;
        }
    }

    private sealed class SkippingEvaluator(Evaluator[] arguments) : FunctionEvaluator(DataType.Utf8, arguments)
    {
        public override unsafe Column Evaluate(EvaluationContext context, Slab target)
        {
            // A NULL row of text is empty, so joining everything leaves it out.
            var columns = Arguments(context, context.Scratch, out _, out _);
            var writer = new TextColumnWriter(target, context.RowCount, context.RowCount * 16);
            for (var row = 0; row < context.RowCount; row++)
            {
                JoinKernel.TryWrite(columns, row, ref writer);
                writer.EndRow();
            }

            return writer.Finish(Type);
        }
    }
}
