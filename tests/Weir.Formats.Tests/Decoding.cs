using System.Text;
using Weir.Columnar;

namespace Weir.Formats.Tests;

/// <summary>Drives a decoder as a source does, and collects what came out.</summary>
internal static class Decoding
{
    /// <param name="pieceLength">How many new bytes each call sees; null for all at once.</param>
    public static List<string> Lines(
        IDecoder decoder, SlabPool pool, Schema schema, ReadOnlySpan<byte> input, BadRecordLog log, Func<int>? pieceLength = null, int rowCapacity = 8192)
    {
        var rows = new List<string>();
        using var builder = new BatchBuilder(pool, schema, rowCapacity);
        var position = 0;
        var seen = 0;
        while (true)
        {
            // An array of exactly the piece's length, so that a read past its end is likelier to be noticed.
            var piece = input[position..seen].ToArray();
            log.InputStart = position;
            var result = decoder.DecodeLines(piece, seen == input.Length, builder, log);
            position += result.ConsumedBytes;
            if (result.Stop is DecodeStop.BuilderFull or DecodeStop.ByteBound || (seen == input.Length && result.Stop == DecodeStop.NeedsInput))
            {
                using var batch = builder.Finish();
                rows.AddRange(batch is null ? [] : BatchRows.Of(batch));
            }

            if (result.Stop == DecodeStop.Refused)
            {
                using var batch = builder.Finish();
                rows.AddRange(batch is null ? [] : BatchRows.Of(batch));
                return rows;
            }

            if (result.Stop == DecodeStop.NeedsInput)
            {
                if (seen == input.Length)
                {
                    Assert.Equal(input.Length, position);
                    return rows;
                }

                seen = Math.Min(input.Length, seen + (pieceLength?.Invoke() ?? input.Length));
            }
        }
    }

    /// <summary>One message: its row, or the reason and field of its refusal.</summary>
    public static string Record(IDecoder decoder, SlabPool pool, Schema schema, ReadOnlySpan<byte> record)
    {
        var log = new BadRecordLog();
        using var builder = new BatchBuilder(pool, schema, 4);
        var result = decoder.DecodeRecord(record.ToArray(), builder, log);
        Assert.Equal(record.Length, result.ConsumedBytes);
        Assert.Equal(1, result.Records + result.BadRecords);
        using var batch = builder.Finish();
        Assert.Equal(result.Records, batch?.RowCount ?? 0);
        return batch is null ? $"{log.Records[0].Reason} {log.Records[0].Field}".TrimEnd() : BatchRows.Of(batch)[0];
    }

    public static string Record(IDecoder decoder, SlabPool pool, Schema schema, string record) =>
        Record(decoder, pool, schema, Encoding.UTF8.GetBytes(record));
}
