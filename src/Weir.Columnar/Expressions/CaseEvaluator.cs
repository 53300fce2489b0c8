using System.Numerics;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>
/// CASE over whole columns: every branch is computed for all rows and the rows that take it are copied out; its errors count only there.
/// </summary>
internal sealed unsafe class CaseEvaluator(DataType type, (Evaluator When, Evaluator Then)[] branches, Evaluator? otherwise) : Evaluator(type)
{
    private readonly Column[] _results = new Column[branches.Length + 1];

    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        var words = Bitmap.WordCount(rows);
        var errors = context.Errors;

        // Per row: which branch it takes. Rows that take none hold the index of the ELSE result, or of nothing.
        var choice = context.Scratch.Allocate<ushort>(rows);
        new Span<ushort>(choice, rows).Fill((ushort)branches.Length);
        var open = context.Scratch.Allocate<ulong>(words);
        new Span<ulong>(open, words).Fill(ulong.MaxValue);
        for (var i = 0; i < branches.Length; i++)
        {
            var mark = errors.Count;
            var condition = branches[i].When.Evaluate(context, context.Scratch);
            errors.KeepWhere(mark, (byte*)open);
            var taken = BitmapKernels.Matching(condition, true, context.Scratch);
            for (var word = 0; word < words; word++)
            {
                taken[word] &= open[word];
                open[word] &= ~taken[word];
                var rest = word == rows >> 6 ? taken[word] & Bitmap.LastWordMask(rows) : taken[word];
                while (rest != 0)
                {
                    choice[(word << 6) + BitOperations.TrailingZeroCount(rest)] = (ushort)i;
                    rest &= rest - 1;
                }
            }

            mark = errors.Count;
            _results[i] = branches[i].Then.Evaluate(context, context.Scratch);
            errors.KeepWhere(mark, (byte*)taken);
        }

        if (otherwise is not null)
        {
            var mark = errors.Count;
            _results[^1] = otherwise.Evaluate(context, context.Scratch);
            errors.KeepWhere(mark, (byte*)open);
        }

        return Merge(choice, rows, target);
    }

    private Column Merge(ushort* choice, int rows, Slab target)
    {
        var none = otherwise is null ? branches.Length : -1;
        if (Type.IsVariableWidth)
        {
            var writer = new TextColumnWriter(target, rows, rows * 8);
            for (var row = 0; row < rows; row++)
            {
                if (choice[row] == none || _results[choice[row]].IsNull(row))
                {
                    writer.EndNull();
                }
                else
                {
                    writer.Append(_results[choice[row]].GetBytes(row));
                    writer.EndRow();
                }
            }

            return writer.Finish(Type);
        }

        var validity = target.Allocate(Bitmap.ByteCount(rows));
        Bitmap.Fill(validity, rows, true);
        var nulls = 0;
        for (var row = 0; row < rows; row++)
        {
            if (choice[row] == none || _results[choice[row]].IsNull(row))
            {
                Bitmap.Clear(validity, row);
                nulls++;
            }
        }

        var values = Type.ByteWidth switch
        {
            4 => MergeFixed<int>(choice, none, rows, target),
            8 => MergeFixed<long>(choice, none, rows, target),
            16 => MergeFixed<Int128>(choice, none, rows, target),
            _ => MergeBits(choice, none, rows, target),
        };
        return Column.Fixed(Type, rows, target, values, validity, nulls);
    }

    private byte* MergeFixed<T>(ushort* choice, int none, int rows, Slab target)
        where T : unmanaged
    {
        var values = target.Allocate<T>(rows);
        for (var row = 0; row < rows; row++)
        {
            values[row] = choice[row] == none ? default : _results[choice[row]].Get<T>(row);
        }

        return (byte*)values;
    }

    private byte* MergeBits(ushort* choice, int none, int rows, Slab target)
    {
        var values = target.Allocate(Bitmap.ByteCount(rows));
        Bitmap.Fill(values, rows, false);
        for (var row = 0; row < rows; row++)
        {
            if (choice[row] != none && _results[choice[row]].GetBool(row))
            {
                Bitmap.Set(values, row);
            }
        }

        return values;
    }
}
