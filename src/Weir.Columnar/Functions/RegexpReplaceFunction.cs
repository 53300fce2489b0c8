using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>
/// regexp_replace(text, pattern, replacement[, flags]): the first match, or all with flag g. In the replacement \1 to \9 are groups, \&amp;
/// the whole match and \\ a backslash; a group that is not there or took no part is empty.
/// </summary>
internal sealed class RegexpReplaceFunction : RegexFunction
{
    public override string Name => "regexp_replace";

    protected override bool CanTakeAllMatches => true;

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length is not (3 or 4))
        {
            return FunctionResolution.Failed($"function \"regexp_replace\" takes 3 or 4 arguments, not {arguments.Length}");
        }

        if (arguments.Length == 4 && arguments[3].Type.IsInteger)
        {
            return FunctionResolution.Failed(
                "\"regexp_replace\" has no start to count from", "its fourth argument are flags: regexp_replace(text, 'pattern', 'replacement', 'g')", 3);
        }

        return arguments[2] is not LiteralExpression { Value: string }
            ? FunctionResolution.Failed("the replacement of \"regexp_replace\" must be a text literal", argument: 2)
            : CheckPattern(arguments, 1, 3) ?? Resolved(arguments, DataType.Utf8, arguments[0].IsNullable);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => new ReplaceEvaluator(
        arguments[0], Pattern(call, 1, 3), Parse((string)((LiteralExpression)call.Arguments[2]).Value!), Flags(call.Arguments, 3).Contains('g'));

    /// <summary>Literal text and groups in turn.</summary>
    private static List<Part> Parse(string replacement)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = replacement[i] == '\\' && i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            switch (next)
            {
                case '&' or (>= '1' and <= '9'):
                    parts.Add(new Part(literal.ToString(), next == '&' ? 0 : next - '0'));
                    literal.Clear();
                    i++;
                    break;
                case '\\':
                    literal.Append('\\');
                    i++;
                    break;
                default:
                    literal.Append(replacement[i]);
                    break;
            }
        }

        parts.Add(new Part(literal.ToString(), -1));
        return parts;
    }

    /// <param name="Group">What follows the literal: a group, 0 for the match, -1 for nothing.</param>
    private readonly record struct Part(string Literal, int Group);

    private sealed class ReplaceEvaluator(Evaluator operand, Regex regex, List<Part> replacement, bool isGlobal) : Evaluator(DataType.Utf8)
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

                // The base library gives captures only for strings.
                Replace(Encoding.UTF8.GetString(column.GetBytes(row)), ref writer);
                writer.EndRow();
            }

            return writer.Finish(Type);
        }

        private void Replace(string text, ref TextColumnWriter writer)
        {
            var done = 0;
            var match = regex.Match(text);
            while (match.Success)
            {
                // Nothing can stand between the halves of a character beyond U+FFFF.
                var splits = match.Length == 0 && match.Index > 0 && match.Index < text.Length
                    && char.IsSurrogatePair(text[match.Index - 1], text[match.Index]);
                if (!splits)
                {
                    Append(text.AsSpan(done, match.Index - done), ref writer);
                    foreach (var part in replacement)
                    {
                        Append(part.Literal, ref writer);
                        if (part.Group >= 0)
                        {
                            Append(match.Groups[part.Group].ValueSpan, ref writer);
                        }
                    }

                    done = match.Index + match.Length;
                }

                match = isGlobal || splits ? match.NextMatch() : Match.Empty;
            }

            Append(text.AsSpan(done), ref writer);
        }

        private static void Append(ReadOnlySpan<char> text, ref TextColumnWriter writer) =>
            writer.Advance(Encoding.UTF8.GetBytes(text, writer.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}
