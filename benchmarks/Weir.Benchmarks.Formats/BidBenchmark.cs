using System.Diagnostics;
using Weir.Columnar;
using Weir.Formats;

namespace Weir.Benchmarks.Formats;

/// <summary>Decodes and encodes a file of bids that lies in memory; every batch is consumed and disposed at once.</summary>
internal sealed class BidBenchmark : IBadRecordHandler, IDisposable
{
    private static readonly Schema Bids = new(
        new Field("auction", DataType.Int64),
        new Field("bidder", DataType.Int64),
        new Field("price", DataType.Int64),
        new Field("channel", DataType.Utf8),
        new Field("url", DataType.Utf8),
        new Field("datetime", DataType.Timestamp));

    private static readonly IFormat Json = FormatCatalog.Find("json")!;

    private readonly NativeFile _input;
    private readonly SlabPool _pool = new();
    private readonly OutputBuffer _output = new();

    public BidBenchmark(NativeFile input) => _input = input;

    public bool OnBadRecord(in BadRecord record) => throw new InvalidOperationException($"bad record: {record.Explain().Message}");

    public Measurement Decode(string name)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var begin = Stopwatch.GetTimestamp();
        var sum = 0L;
        var text = 0L;
        var rows = 0L;
        DecodeAll(batch =>
        {
            sum += Sum(batch);
            text += batch[3].Offsets[^1] + batch[4].Offsets[^1];
            rows += batch.RowCount;
        });
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return new Measurement(name, rows, _input.Length, seconds, sum, text, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>Only the encoder is timed; the batches are decoded in between.</summary>
    public Measurement Encode(string name)
    {
        var encoder = Json.CreateEncoder(Bids, new FormatSettings.Json());
        var ticks = 0L;
        var bytes = 0L;
        var rows = 0L;
        var allocated = 0L;
        DecodeAll(batch =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var begin = Stopwatch.GetTimestamp();
            _output.Clear();
            encoder.Encode(batch, _output);
            ticks += Stopwatch.GetTimestamp() - begin;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            bytes += _output.Length;
            rows += batch.RowCount;
        });
        return new Measurement(name, rows, bytes, (double)ticks / Stopwatch.Frequency, 0, 0, allocated);
    }

    public void Dispose()
    {
        _output.Dispose();
        _pool.Dispose();
    }

    private void DecodeAll(Action<Batch> consume)
    {
        using var decoder = Json.CreateDecoder(Bids, new FormatSettings.Json(), DecoderLimits.Default);
        using var builder = new BatchBuilder(_pool, Bids);
        for (var position = 0L; position < _input.Length;)
        {
            var piece = _input.Slice(position, 1 << 20);
            var result = decoder.DecodeLines(piece, position + piece.Length == _input.Length, builder, this);
            position += result.ConsumedBytes;
            using var batch = builder.Finish();
            if (batch is not null)
            {
                consume(batch);
            }
        }
    }

    private static long Sum(Batch batch)
    {
        var auctions = batch[0].Values<long>();
        var bidders = batch[1].Values<long>();
        var prices = batch[2].Values<long>();
        var times = batch[5].Values<long>();
        var sum = 0L;
        for (var i = 0; i < auctions.Length; i++)
        {
            sum += prices[i] ^ times[i] ^ auctions[i] ^ bidders[i];
        }

        return sum;
    }
}
