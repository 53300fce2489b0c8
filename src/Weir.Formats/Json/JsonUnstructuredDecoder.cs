using System.Text.Unicode;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Stores a record, any JSON value, as the text of the one JSON column: checked, and kept as it is written. As in every JSON column
/// <c>null</c> is NULL, and the levels are bounded.
/// </summary>
internal sealed unsafe class JsonUnstructuredDecoder : LineDecoder
{
    private readonly PaddedRecord _copy = new();

    /// <param name="schema">The one column, or none when no query reads it.</param>
    public JsonUnstructuredDecoder(Schema schema, DecoderLimits limits)
        : base(schema, limits)
    {
        if (schema.Count > 1 || (schema.Count == 1 && !schema[0].Type.IsJson))
        {
            throw new FormatOptionException("\"json.unstructured\" needs exactly one column", "declare the table with the one column value JSON");
        }
    }

    public override BadRecordExplanation Explain(in BadRecord record) => record.Reason switch
    {
        BadRecordReason.TooLong => base.Explain(record),
        BadRecordReason.MissingValue => new($"column \"{record.Field}\" (JSON NOT NULL): the record is null"),
        BadRecordReason.TooDeep =>
            new($"column \"{record.Field}\" (JSON{(Schema[0].IsNullable ? "" : " NOT NULL")}): the record has more than {FormatCatalog.NestingMax} levels"),
        _ => JsonExplanation.Of(record, Schema),
    };

    public override bool IsBlank(ReadOnlySpan<byte> line) => JsonText.IsBlank(line);

    public override void Dispose()
    {
        _copy.Dispose();
        base.Dispose();
    }

    protected override BadRecordReason TryDecode(ReadOnlySpan<byte> record, bool isLine, BatchBuilder builder, out string? field)
    {
        field = null;
        if (!Utf8.IsValid(record))
        {
            return BadRecordReason.InvalidUtf8;
        }

        if (!IsValue(record))
        {
            var wrong = JsonText.SkipText(record, out _, out _, out _);
            if (wrong != JsonExpectation.None)
            {
                return BadRecordReason.Syntax;
            }

            if (Schema.Count > 0)
            {
                field = Schema[0].Name;
                return BadRecordReason.TooDeep;
            }
        }

        if (Schema.Count == 0)
        {
            return BadRecordReason.None;
        }

        var column = builder.Columns[0];
        var text = record.Trim(" \t\r\n"u8);
        if (!text.SequenceEqual("null"u8))
        {
            column.SetBytes(builder.RowCount, text);
            return BadRecordReason.None;
        }

        column.SetNull(builder.RowCount);
        field = Schema[0].IsNullable ? null : Schema[0].Name;
        return Schema[0].IsNullable ? BadRecordReason.None : BadRecordReason.MissingValue;
    }

    private bool IsValue(ReadOnlySpan<byte> record)
    {
        var end = _copy.Copy(record);
        var scanner = new JsonScanner { NewlineIsSpace = true };
        var position = scanner.SkipValue(scanner.SkipSpace(_copy.Start));
        return position != null && scanner.SkipSpace(position) == end;
    }
}
