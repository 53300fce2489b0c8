using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>What the regexp_ functions share: a constant pattern, compiled once, linear in the text.</summary>
internal abstract class RegexFunction : ScalarFunction
{
    /// <summary>Checks the pattern at <paramref name="index"/>, and flags behind it when given.</summary>
    protected FunctionResolution? CheckPattern(ImmutableArray<Expression> arguments, int index)
    {
        if (arguments[index] is not LiteralExpression { Value: string pattern })
        {
            return FunctionResolution.Failed($"the pattern of \"{Name}\" must be a text literal", "patterns are compiled once, before the first row", index);
        }

        try
        {
            LinearRegex.Compile(pattern, false);
            return null;
        }
        catch (NotSupportedException)
        {
            return FunctionResolution.Failed(
                $"the pattern '{pattern}' cannot run in linear time", "back references, look-around and atomic groups are not supported", index);
        }
        catch (ArgumentException exception)
        {
            return FunctionResolution.Failed($"the pattern '{pattern}' is not valid: {exception.Message}", argument: index);
        }
    }

    protected static Regex Pattern(CallExpression call, int index, string flags = "") =>
        LinearRegex.Compile((string)((LiteralExpression)call.Arguments[index]).Value!, flags.Contains('i'));
}

/// <summary>regexp_like(text, pattern): whether it matches anywhere.</summary>
internal sealed class RegexpLikeFunction : RegexFunction
{
    public override string Name => "regexp_like";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments) => arguments.Length != 2
        ? FunctionResolution.Failed($"function \"regexp_like\" takes 2 arguments, not {arguments.Length}")
        : CheckPattern(arguments, 1) ?? new FunctionResolution([DataType.Utf8, DataType.Utf8], DataType.Bool, arguments[0].IsNullable);

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new RegexMatchEvaluator(arguments[0], Pattern(call, 1), false);
}

/// <summary>
/// regexp_match_group(text, pattern, n): the n-th capture group of the first match, 0 for all of it; NULL without a match or when the group
/// took no part. The planner writes <c>regexp_match(text, pattern)[n]</c> so.
/// </summary>
internal sealed class RegexpMatchGroupFunction : RegexFunction
{
    public override string Name => "regexp_match_group";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length != 3 || arguments[2] is not LiteralExpression { Value: long and >= 0 })
        {
            return FunctionResolution.Failed("\"regexp_match_group\" takes a text, a pattern and a group number literal");
        }

        return CheckPattern(arguments, 1) ?? new FunctionResolution([DataType.Utf8, DataType.Utf8, DataType.Int64], DataType.Utf8, true);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new GroupEvaluator(arguments[0], Pattern(call, 1), (int)(long)((LiteralExpression)call.Arguments[2]).Value!);

    private sealed class GroupEvaluator(Evaluator operand, Regex regex, int group) : Evaluator(DataType.Utf8)
    {
        public override unsafe Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var writer = new TextColumnWriter(target, column.Length, column.Length * 16);
            for (var row = 0; row < column.Length; row++)
            {
                // The base library gives captures only for strings.
                var captured = column.IsNull(row) ? null : regex.Match(Encoding.UTF8.GetString(column.GetBytes(row))).Groups[group];
                if (captured is not { Success: true })
                {
                    writer.EndNull();
                    continue;
                }

                var span = captured.ValueSpan;
                writer.Advance(Encoding.UTF8.GetBytes(span, writer.Reserve(Encoding.UTF8.GetMaxByteCount(span.Length))));
                writer.EndRow();
            }

            return writer.Finish(Type);
        }
    }
}

/// <summary>regexp_replace(text, pattern, replacement[, flags]): the first match, or all with flag g; \1 names a group; flag i ignores case.</summary>
internal sealed partial class RegexpReplaceFunction : RegexFunction
{
    public override string Name => "regexp_replace";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length is not (3 or 4))
        {
            return FunctionResolution.Failed($"function \"regexp_replace\" takes 3 or 4 arguments, not {arguments.Length}");
        }

        for (var i = 2; i < arguments.Length; i++)
        {
            if (arguments[i] is not LiteralExpression { Value: string })
            {
                return FunctionResolution.Failed("the replacement and the flags of \"regexp_replace\" must be text literals", argument: i);
            }
        }

        return CheckPattern(arguments, 1)
            ?? new FunctionResolution([.. arguments.Select(_ => DataType.Utf8)], DataType.Utf8, arguments[0].IsNullable);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments)
    {
        var flags = call.Arguments.Length > 3 ? (string)((LiteralExpression)call.Arguments[3]).Value! : "";
        var replacement = GroupReference().Replace(((string)((LiteralExpression)call.Arguments[2]).Value!).Replace("$", "$$"), "$${$1}");
        return new ReplaceEvaluator(arguments[0], Pattern(call, 1, flags), replacement, flags.Contains('g') ? -1 : 1);
    }

    [GeneratedRegex(@"\\(\d)")]
    private static partial Regex GroupReference();

    private sealed class ReplaceEvaluator(Evaluator operand, Regex regex, string replacement, int count) : Evaluator(DataType.Utf8)
    {
        public override unsafe Column Evaluate(EvaluationContext context, Slab target)
        {
            var column = operand.Evaluate(context, context.Scratch);
            var writer = new TextColumnWriter(target, column.Length, column.Length * 16);
            for (var row = 0; row < column.Length; row++)
            {
                if (column.IsNull(row))
                {
                    writer.EndNull();
                    continue;
                }

                var text = Encoding.UTF8.GetString(column.GetBytes(row));
                writer.Append(Encoding.UTF8.GetBytes(regex.Replace(text, replacement, count)));
                writer.EndRow();
            }

            return writer.Finish(Type);
        }
    }
}
