using System.Text.Unicode;
using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>A record is the text of one column, an empty line included; bytes that are not UTF-8 are bad data.</summary>
internal sealed class RawStringDecoder : LineDecoder
{
    /// <param name="schema">The one column, or none when no query reads it.</param>
    public RawStringDecoder(Schema schema, DecoderLimits limits)
        : base(schema, limits)
    {
        if (schema.Count > 0)
        {
            RequireOneTextColumn(schema, "raw_string");
        }
    }

    public override bool IsBlank(ReadOnlySpan<byte> line) => false;

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
        if (!Utf8.IsValid(record))
        {
            return BadRecordReason.InvalidUtf8;
        }

        if (Schema.Count > 0)
        {
            builder.Columns[0].SetBytes(builder.RowCount, record);
        }

        return BadRecordReason.None;
    }
}
