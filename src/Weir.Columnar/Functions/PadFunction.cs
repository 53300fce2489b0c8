using System.Collections.Immutable;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>
/// lpad and rpad(text, n[, fill]): the text filled up to n characters in front or behind, with spaces or the characters of the fill over and
/// over. A longer text keeps its first n characters, and an empty fill adds nothing.
/// </summary>
internal sealed class PadFunction(string name, bool inFront)
    : KernelFunction(name, [], [DataType.Utf8, DataType.Int64, DataType.Utf8], DataType.Utf8, optional: 1)
{
    /// <summary>A wrong length shall fail its row, not fill the memory.</summary>
    private const int CharacterCountMax = 16 << 20;

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new PadEvaluator(Name, inFront, [.. arguments]);

    private sealed unsafe class PadEvaluator(string name, bool inFront, Evaluator[] arguments) : FunctionEvaluator(DataType.Utf8, arguments)
    {
        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out var validity, out _);
            var writer = new TextColumnWriter(target, context.RowCount, context.RowCount * 16);
            for (var row = 0; row < context.RowCount; row++)
            {
                if (validity is not null && !Bitmap.Get(validity, row))
                {
                    writer.EndNull();
                    continue;
                }

                var wanted = columns[1].Get<long>(row);
                var fill = columns.Length > 2 ? columns[2].GetBytes(row) : " "u8;
                if (wanted > CharacterCountMax && !fill.IsEmpty)
                {
                    context.Errors.Add(row, $"{name} to {wanted} characters is too long: the most is {CharacterCountMax}");
                    wanted = 0;
                }

                Write(columns[0].GetBytes(row), Math.Max(0, wanted), fill, ref writer);
                writer.EndRow();
            }

            return writer.Finish(Type);
        }

        private void Write(ReadOnlySpan<byte> text, long wanted, ReadOnlySpan<byte> fill, ref TextColumnWriter writer)
        {
            text = text[..Utf8Text.ByteIndex(text, wanted)];
            if (!inFront)
            {
                writer.Append(text);
            }

            var period = Utf8Text.CharacterCount(fill);
            for (var missing = wanted - Utf8Text.CharacterCount(text); missing > 0 && period > 0; missing -= period)
            {
                writer.Append(fill[..Utf8Text.ByteIndex(fill, missing)]);
            }

            if (inFront)
            {
                writer.Append(text);
            }
        }
    }
}
