using System.Buffers;
using System.Text;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

internal readonly struct LowerKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var target = writer.Reserve(text.Length);
        if (Ascii.ToLower(text, target, out var written) == OperationStatus.Done)
        {
            writer.Advance(written);
            return true;
        }

        writer.Append(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToLowerInvariant()));
        return true;
    }
}

internal readonly struct UpperKernel : ITextKernel
{
    public static bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer)
    {
        var text = arguments[0].GetBytes(row);
        var target = writer.Reserve(text.Length);
        if (Ascii.ToUpper(text, target, out var written) == OperationStatus.Done)
        {
            writer.Advance(written);
            return true;
        }

        writer.Append(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToUpperInvariant()));
        return true;
    }
}
