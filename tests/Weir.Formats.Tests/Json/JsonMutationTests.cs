using Weir.Columnar;
using Weir.Formats.Json;
using Weir.TestKit;
using Xunit.Abstractions;

namespace Weir.Formats.Tests.Json;

/// <summary>The fast decoder says about every record what the reference decoder says.</summary>
public sealed class JsonMutationTests(ITestOutputHelper output) : LeakCheckedTest
{
    private const int RecordsPerFile = 250;

    private static readonly Schema[] Schemas =
    [
        new(
            new Field("auction", DataType.Int64), new Field("bidder", DataType.Int64), new Field("price", DataType.Int64),
            new Field("channel", DataType.Utf8), new Field("url", DataType.Utf8), new Field("datetime", DataType.Timestamp)),
        new(
            new Field("b", DataType.Bool), new Field("i", DataType.Int32), new Field("l", DataType.Int64), new Field("u", DataType.UInt64),
            new Field("d", DataType.Float64), new Field("m", DataType.Decimal(12, 2)), new Field("t", DataType.Utf8), new Field("j", DataType.Json),
            new Field("day", DataType.Date32), new Field("ts", DataType.Timestamp)),
        new(
            new Field("id", DataType.Int64, IsNullable: false), new Field("text", DataType.Utf8, IsNullable: false),
            new Field("when", DataType.Timestamp, IsNullable: false)),
        new(new Field("price", DataType.Float64), new Field("a column name that is longer than thirty-two bytes", DataType.Utf8)),
        new(new Field("d38", DataType.Decimal(38, 10)), new Field("d5", DataType.Decimal(5, 5)), new Field("d18", DataType.Decimal(18, 0)), new Field("ü", DataType.Utf8)),
        new(),
    ];

    [Theory]
    [InlineData(0, 350)]
    [InlineData(1, 350)]
    [InlineData(2, 150)]
    [InlineData(3, 100)]
    [InlineData(4, 100)]
    [InlineData(5, 50)]
    public void The_fast_decoder_agrees_with_the_reference_on_every_record(int schemaIndex, int files)
    {
        var seed = Environment.TickCount;
        if (int.TryParse(Environment.GetEnvironmentVariable("WEIR_TEST_SEED"), out var chosen))
        {
            seed = chosen;
        }

        output.WriteLine($"seed {seed} (set WEIR_TEST_SEED to repeat)");
        var random = new Random(seed + schemaIndex);
        var schema = Schemas[schemaIndex];
        var limits = new DecoderLimits { BatchBytes = 20_000, RecordBytesMax = 2000 };
        var timestamps = (JsonTimestampFormat)random.Next(4);
        using var fast = new JsonDecoder(schema, limits, timestamps);
        using var reference = new JsonReferenceDecoder(schema, limits, new JsonTime(timestamps));
        for (var file = 0; file < files; file++)
        {
            var generator = new RecordGenerator(random, schema);
            var input = new List<byte>();
            var records = new List<byte[]>();
            for (var i = 0; i < RecordsPerFile; i++)
            {
                records.Add(generator.Next());
                input.AddRange(records[i]);
                input.Add((byte)'\n');
            }

            if (random.Next(2) == 0)
            {
                input.RemoveAt(input.Count - 1);
            }

            byte[] bytes = [.. input];
            Compare(fast, reference, schema, bytes, random.Next(3) switch { 0 => null, 1 => () => random.Next(1, 300), _ => () => random.Next(300, 30_000) });
            foreach (var record in records.Take(60))
            {
                var expected = Decoding.Record(reference, Pool, schema, record);
                var actual = Decoding.Record(fast, Pool, schema, record);
                Assert.True(expected == actual, $"seed {seed}: {System.Text.Encoding.Latin1.GetString(record)}\nreference: {expected}\nfast: {actual}");
            }
        }

        void Compare(JsonDecoder fast, JsonReferenceDecoder reference, Schema schema, byte[] bytes, Func<int>? pieces)
        {
            var expectedLog = new BadRecordLog();
            var expected = Decoding.Lines(reference, Pool, schema, bytes, expectedLog);
            var actualLog = new BadRecordLog();
            var actual = Decoding.Lines(fast, Pool, schema, bytes, actualLog, pieces, random.Next(2) == 0 ? 8192 : 100);
            Assert.Equal(expected, actual);

            // How much of an over-long line the handler sees depends on the pieces.
            if (pieces is null)
            {
                Assert.Equal(expectedLog.Records, actualLog.Records);
            }
            else
            {
                Assert.Equal(expectedLog.Records.Select(bad => (bad.Offset, bad.Reason, bad.Field)), actualLog.Records.Select(bad => (bad.Offset, bad.Reason, bad.Field)));
            }
        }
    }
}
