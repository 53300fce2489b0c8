using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>Writes the text of the one column; NULL is an empty record.</summary>
internal sealed unsafe class RawStringEncoder : IEncoder
{
    private readonly int _column;
    private readonly bool _escapes;

    public RawStringEncoder(Schema schema, FormatSettings.RawString settings)
    {
        var written = Enumerable.Range(0, schema.Count).Where(i => schema[i].Name != FormatCatalog.HiddenTimestamp).ToArray();
        RawStringDecoder.RequireOneTextColumn(schema.Select(written), "raw_string");
        _column = written[0];
        _escapes = settings.LineBreaks == RawStringLineBreaks.Escape;
    }

    /// <exception cref="UnwritableRowException">A value would be read back as something else.</exception>
    public void Encode(Batch batch, OutputBuffer output)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            var text = batch[_column].GetBytes(row);
            if (_escapes)
            {
                AppendEscaped(text, output);
            }
            else
            {
                // A carriage return before the newline would be taken for a part of it.
                if (text.Contains((byte)'\n') || text.EndsWith((byte)'\r'))
                {
                    throw new UnwritableRowException(
                        $"column \"{batch.Schema[_column].Name}\": a line break in a value would make two records of it in format \"raw_string\": {Excerpt.Start(text)}",
                        "replace it in the query, or write 'raw_string.line_breaks' = 'escape' or format = 'json'");
                }

                output.Append(text);
            }

            *output.Reserve(1) = (byte)'\n';
            output.Advance(1);
        }
    }

    public void EncodeRow(Batch batch, int row, OutputBuffer output) => output.Append(batch[_column].GetBytes(row));

    private static void AppendEscaped(ReadOnlySpan<byte> text, OutputBuffer output)
    {
        while (text.IndexOfAny("\n\r\\"u8) is var special and >= 0)
        {
            output.Append(text[..special]);
            output.Append(text[special] switch { (byte)'\n' => "\\n"u8, (byte)'\r' => "\\r"u8, _ => "\\\\"u8 });
            text = text[(special + 1)..];
        }

        output.Append(text);
    }
}
