using System.Globalization;
using System.Text;

namespace Weir.Formats;

/// <summary>Short pieces of records for messages: on one line, printable, and not too long.</summary>
internal static class Excerpt
{
    private const int BytesBefore = 20;
    private const int BytesMax = 40;

    /// <summary>The surroundings of a place.</summary>
    public static string Around(ReadOnlySpan<byte> record, int position)
    {
        var start = Math.Max(0, Math.Min(position, record.Length) - BytesBefore);
        while (start > 0 && IsContinuation(record[start]))
        {
            start--;
        }

        return (start > 0 ? "…" : "") + Start(record[start..]);
    }

    /// <summary>The beginning of a text.</summary>
    public static string Start(ReadOnlySpan<byte> text)
    {
        var end = Math.Min(text.Length, BytesMax);
        while (end < text.Length && end > 0 && IsContinuation(text[end]))
        {
            end--;
        }

        return Printable(text[..end]) + (end < text.Length ? "…" : "");
    }

    /// <summary>The character at a place.</summary>
    public static string Character(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out _, out var length);
        return Printable(text[..length]);
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static string Printable(ReadOnlySpan<byte> text)
    {
        var builder = new StringBuilder();
        while (!text.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            builder.Append(
                !isCharacter ? string.Concat(text[..length].ToArray().Select(b => "\\x" + b.ToString("x2", CultureInfo.InvariantCulture)))
                : rune.Value switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ when Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or 0xFEFF => $"\\u{rune.Value:x4}",
                    _ => rune.ToString(),
                });
            text = text[length..];
        }

        return builder.ToString();
    }
}
