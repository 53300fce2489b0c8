using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>right(text, n): the last n characters; all but the first -n when n is negative.</summary>
internal readonly struct RightKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var count = arguments[1].Get<long>(row);

        // The smallest integer has no positive counterpart, and no text so many characters.
        var skipped = count > 0 ? Math.Max(0, Utf8Text.CharacterCount(text) - count) : Math.Min(-(count + 1), int.MaxValue) + 1;
        writer.Append(count == 0 ? default : text[Utf8Text.ByteIndex(text, skipped)..]);
        return true;
    }
}
