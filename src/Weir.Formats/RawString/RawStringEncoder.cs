using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>Writes the text of the one column; NULL is an empty record.</summary>
internal sealed unsafe class RawStringEncoder : IEncoder
{
    private readonly int _column;

    public RawStringEncoder(Schema schema)
    {
        var written = Enumerable.Range(0, schema.Count).Where(i => schema[i].Name != FormatCatalog.HiddenTimestamp).ToArray();
        RawStringDecoder.RequireOneTextColumn(schema.Select(written), "raw_string");
        _column = written[0];
    }

    public void Encode(Batch batch, OutputBuffer output)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            EncodeRow(batch, row, output);
            *output.Reserve(1) = (byte)'\n';
            output.Advance(1);
        }
    }

    public void EncodeRow(Batch batch, int row, OutputBuffer output) => output.Append(batch[_column].GetBytes(row));
}
