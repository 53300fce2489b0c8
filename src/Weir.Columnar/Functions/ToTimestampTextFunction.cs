using System.Collections.Immutable;
using Weir.Columnar.Expressions;

namespace Weir.Columnar.Functions;

/// <summary>
/// to_timestamp(text, format, …): the text read by the first of the constant formats that fits; a text that fits none is an error of its
/// row. With one argument text is cast, and a number counts seconds.
/// </summary>
internal sealed class ToTimestampTextFunction : ScalarFunction
{
    private static readonly ToTimestampFunction Seconds = new("to_timestamp", TemporalText.NanosPerSecond);

    public override string Name => "to_timestamp";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.IsEmpty)
        {
            return FunctionResolution.Failed("function \"to_timestamp\" takes at least 1 argument", "write to_timestamp(text, '%Y-%m-%d %H:%M:%S')");
        }

        var type = arguments[0].Type;
        if (arguments.Length == 1)
        {
            return type.IsNumeric ? Seconds.Resolve(arguments)
                : Casts.IsPossible(type, DataType.Timestamp) ? new FunctionResolution([DataType.Timestamp], DataType.Timestamp, arguments[0].IsNullable)
                : FunctionResolution.Failed($"function \"to_timestamp\" takes text or a number, not {type}", argument: 0);
        }

        if (!type.IsText && type.Kind != TypeKind.Null)
        {
            return FunctionResolution.Failed(
                $"function \"to_timestamp\" with a format takes text, not {type}",
                type.IsNumeric ? "leave the format out, or write to_timestamp_millis(number)" : null, 0);
        }

        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i] is not LiteralExpression { Value: string text })
            {
                return FunctionResolution.Failed("a format of \"to_timestamp\" must be a text constant", "write it in single quotes", i);
            }

            if (TimeFormat.TryMake(text, out var error, out var hint) is null)
            {
                return FunctionResolution.Failed(error!, hint, i);
            }
        }

        return new FunctionResolution([.. arguments.Select(_ => DataType.Utf8)], DataType.Timestamp, arguments[0].IsNullable);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments)
    {
        if (arguments.Length == 1)
        {
            return arguments[0].Type.IsNumeric ? Seconds.Compile(call, arguments) : arguments[0];
        }

        var formats = call.Arguments.Skip(1).Select(format => TimeFormat.TryMake((string)((LiteralExpression)format).Value!, out _, out _)!);
        return new ReadEvaluator(arguments[0], [.. formats]);
    }

    private sealed unsafe class ReadEvaluator(Evaluator operand, TimeFormat[] formats) : Evaluator(DataType.Timestamp)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var values = target.Allocate<long>(column.Length);
            for (var row = 0; row < column.Length; row++)
            {
                values[row] = 0;
                if (column.IsNull(row))
                {
                    continue;
                }

                var fits = TryRead(column.GetBytes(row), out var nanos);
                values[row] = (long)nanos;
                if (!fits)
                {
                    context.Errors.Add(
                        row, $"{CastEvaluator.Describe(column, row)} does not have the format {string.Join(" or ", formats.Select(format => SqlText.Literal(format.Text, DataType.Utf8)))}");
                }
                else if (nanos != values[row])
                {
                    context.Errors.Add(row, $"{CastEvaluator.Describe(column, row)} is out of range: times are between the years 1677 and 2262");
                }
            }

            return Column.Fixed(Type, column.Length, target, (byte*)values, Kernels.BitmapKernels.CopyValidity(column, target), column.NullCount);
        }

        private bool TryRead(ReadOnlySpan<byte> text, out Int128 nanos)
        {
            foreach (var format in formats)
            {
                if (format.TryRead(text, out nanos))
                {
                    return true;
                }
            }

            nanos = 0;
            return false;
        }
    }
}
