using System.Text;
using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>A record is the text of one column; bytes that are not UTF-8 become U+FFFD, as the Unicode standard (3.9) recommends.</summary>
internal sealed class RawStringDecoder : LineDecoder
{
    private byte[] _text = new byte[1024];

    public RawStringDecoder(Schema schema, DecoderLimits limits)
        : base(schema, limits) => RequireOneTextColumn(schema, "raw_string");

    internal static void RequireOneTextColumn(Schema schema, string format)
    {
        if (schema.Count != 1 || schema[0].Type.Kind != TypeKind.Utf8)
        {
            throw new FormatOptionException($"format \"{format}\" needs exactly one column", "declare the table with the one column value TEXT");
        }
    }

    protected override BadRecordReason TryDecode(ReadOnlySpan<byte> record, bool isLine, BatchBuilder builder, out string? field)
    {
        field = null;
        var column = builder.Columns[0];
        if (System.Text.Unicode.Utf8.IsValid(record))
        {
            column.SetBytes(builder.RowCount, record);
            return BadRecordReason.None;
        }

        // Each wrong byte becomes three at most.
        if (_text.Length < record.Length * 3)
        {
            _text = new byte[record.Length * 3];
        }

        var written = 0;
        while (!record.IsEmpty)
        {
            Rune.DecodeFromUtf8(record, out var rune, out var consumed);
            written += rune.EncodeToUtf8(_text.AsSpan(written));
            record = record[consumed..];
        }

        column.SetBytes(builder.RowCount, _text.AsSpan(0, written));
        return BadRecordReason.None;
    }
}
