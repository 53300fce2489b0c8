using Weir.Columnar;
using Weir.Connectors;
using Weir.Formats;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>A collector of one number a row, with small batches, so that a test sees many boundaries.</summary>
internal sealed class DecodingCollector : RowCollector, IBadRecordHandler, IDisposable
{
    private const int RowsMax = 7;

    private readonly BatchBuilder _builder;
    private readonly IDecoder _decoder;
    private DecodeResult _last;

    public DecodingCollector(SlabPool pool, string column)
    {
        var schema = new Schema(new Field(column, DataType.Int64, false));
        var json = FormatCatalog.Find("json")!;
        _builder = new BatchBuilder(pool, schema, RowsMax);
        _decoder = json.CreateDecoder(schema, new FormatSettings.Json(), DecoderLimits.Default);
    }

    public override BatchBuilder Builder => _builder;

    public override bool IsFull => _builder.IsFull;

    public override bool IsInsideLine => _decoder.SkipsToNewline;

    public override int Newlines => _last.Newlines;

    public override int DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, in RecordOrigin origin)
    {
        _last = IsFull ? default : _decoder.DecodeLines(input, endOfInput, _builder, this);
        return _last.ConsumedBytes;
    }

    public bool OnBadRecord(in BadRecord record) => throw new InvalidOperationException($"a record of the test is bad: {record.Explain().Message}");

    /// <summary>The numbers gathered since the last call.</summary>
    public long[] Take()
    {
        using var batch = _builder.Finish();
        return batch is null ? [] : [.. Rows.Values(batch).Select(row => (long)row[0]!)];
    }

    public void Dispose()
    {
        _builder.Dispose();
        _decoder.Dispose();
    }
}
