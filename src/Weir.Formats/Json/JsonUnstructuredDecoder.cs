using System.Text.Unicode;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>Stores a record as the text of the one JSON column, unparsed: only its UTF-8 is checked.</summary>
internal sealed class JsonUnstructuredDecoder : LineDecoder
{
    public JsonUnstructuredDecoder(Schema schema, DecoderLimits limits)
        : base(schema, limits)
    {
        if (schema.Count != 1 || !schema[0].Type.IsJson)
        {
            throw new FormatOptionException("\"json.unstructured\" needs exactly one column", "declare the table with the one column value JSON");
        }
    }

    protected override BadRecordReason TryDecode(ReadOnlySpan<byte> record, bool isLine, BatchBuilder builder, out string? field)
    {
        field = null;
        if (!Utf8.IsValid(record))
        {
            return BadRecordReason.InvalidUtf8;
        }

        builder.Columns[0].SetBytes(builder.RowCount, record);
        return BadRecordReason.None;
    }
}
