using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;
using Weir.Columnar.Patterns;

namespace Weir.Columnar.Functions;

/// <summary>What the regexp_ functions share: a constant pattern with constant flags, compiled once, linear in the text.</summary>
internal abstract class RegexFunction : ScalarFunction
{
    /// <summary>Whether flag g has a meaning.</summary>
    protected virtual bool CanTakeAllMatches => false;

    /// <summary>Checks the pattern, and the flags where the call has them.</summary>
    /// <returns>Null when they are fine.</returns>
    protected FunctionResolution? CheckPattern(ImmutableArray<Expression> arguments, int index, int flagsIndex)
    {
        if (arguments[index] is not LiteralExpression { Value: string pattern })
        {
            return FunctionResolution.Failed($"the pattern of \"{Name}\" must be a text literal", "patterns are compiled once, before the first row", index);
        }

        if (arguments.Length > flagsIndex && arguments[flagsIndex] is not LiteralExpression { Value: string })
        {
            return FunctionResolution.Failed($"the flags of \"{Name}\" must be a text literal", argument: flagsIndex);
        }

        try
        {
            var flags = Flags(arguments, flagsIndex);

            // Compiled once more for each task, which would get in each other's way over one; whether it is too large shows only so.
            LinearRegex.Compile(pattern, flags);
            return flags.Contains('g') && !CanTakeAllMatches
                ? FunctionResolution.Failed($"\"{Name}\" has no flag g", "it looks for one match", flagsIndex)
                : null;
        }
        catch (PatternException exception)
        {
            return FunctionResolution.Failed($"the regular expression cannot be used: {exception.Message}", exception.Hint, index);
        }
    }

    protected static Regex Pattern(CallExpression call, int index, int flagsIndex) =>
        LinearRegex.Compile((string)((LiteralExpression)call.Arguments[index]).Value!, Flags(call.Arguments, flagsIndex));

    protected static string Flags(ImmutableArray<Expression> arguments, int index) =>
        arguments.Length > index ? (string)((LiteralExpression)arguments[index]).Value! : "";

    protected static FunctionResolution Resolved(ImmutableArray<Expression> arguments, DataType type, bool isNullable, int number = -1) =>
        new([.. arguments.Select((_, i) => i == number ? DataType.Int64 : DataType.Utf8)], type, isNullable);
}

/// <summary>regexp_like(text, pattern[, flags]): whether it matches anywhere.</summary>
internal sealed class RegexpLikeFunction : RegexFunction
{
    public override string Name => "regexp_like";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments) => arguments.Length is not (2 or 3)
        ? FunctionResolution.Failed($"function \"regexp_like\" takes 2 or 3 arguments, not {arguments.Length}")
        : CheckPattern(arguments, 1, 2) ?? Resolved(arguments, DataType.Bool, arguments[0].IsNullable);

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new RegexMatchEvaluator(arguments[0], Pattern(call, 1, 2), false);
}

/// <summary>
/// regexp_match_group(text, pattern, n[, flags]): the n-th capture group of the first match, 0 for all of it; NULL without a match or when
/// the group took no part. The planner writes <c>regexp_match(text, pattern)[n]</c> so.
/// </summary>
internal sealed class RegexpMatchGroupFunction : RegexFunction
{
    public override string Name => "regexp_match_group";

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length is not (3 or 4) || arguments[2] is not LiteralExpression { Value: long and >= 0 })
        {
            return FunctionResolution.Failed("\"regexp_match_group\" takes a text, a pattern, a group number literal and flags");
        }

        return CheckPattern(arguments, 1, 3) ?? Resolved(arguments, DataType.Utf8, true, number: 2);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new GroupEvaluator(arguments[0], Pattern(call, 1, 3), (int)(long)((LiteralExpression)call.Arguments[2]).Value!);

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
