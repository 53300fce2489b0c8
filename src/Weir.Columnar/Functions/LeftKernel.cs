using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>left(text, n): the first n characters; all but the last -n when n is negative.</summary>
internal readonly struct LeftKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var count = arguments[1].Get<long>(row);
        writer.Append(text[..Utf8Text.ByteIndex(text, count >= 0 ? count : Math.Max(0, Utf8Text.CharacterCount(text) + count))]);
        return true;
    }
}
