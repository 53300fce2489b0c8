using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Columnar;
using Weir.Formats.Json;
using Weir.TestKit;
using Xunit.Abstractions;

namespace Weir.Formats.Tests.Json;

/// <summary>Output by examples, against a plain encoder on the framework's writer, and back through the decoder.</summary>
public sealed class JsonEncoderTests(ITestOutputHelper output) : LeakCheckedTest
{
    private static readonly Schema Everything = new(
        new Field("b", DataType.Bool), new Field("i", DataType.Int32), new Field("l", DataType.Int64), new Field("u", DataType.UInt64),
        new Field("d", DataType.Float64), new Field("m", DataType.Decimal(38, 10)), new Field("cents", DataType.Decimal(12, 2)), new Field("whole", DataType.Decimal(18, 0)),
        new Field("t", DataType.Utf8), new Field("j", DataType.Json), new Field("raw", DataType.Binary), new Field("day", DataType.Date32),
        new Field("ts", DataType.Timestamp), new Field("a \"key\" that\tneeds escapes and is longer than a block", DataType.Int64), new Field("nothing", DataType.Null));

    [Theory]
    [InlineData("DOUBLE", "3", "3.0")]
    [InlineData("DOUBLE", "-0", "-0.0")]
    [InlineData("DOUBLE", "0.1", "0.1")]
    [InlineData("DOUBLE", "123456.789", "123456.789")]
    [InlineData("DOUBLE", "0.30000000000000004", "0.30000000000000004")]
    [InlineData("DOUBLE", "1e21", "1E+21")]
    [InlineData("DOUBLE", "1e-7", "1E-07")]
    [InlineData("DOUBLE", "1e9", "1000000000.0")]
    [InlineData("DOUBLE", "999999999.5", "999999999.5")]
    [InlineData("DECIMAL(5, 2)", "12.3", "12.30")]
    [InlineData("DECIMAL(5, 2)", "-0.05", "-0.05")]
    [InlineData("DECIMAL(38, 0)", "-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999")]
    [InlineData("BIGINT", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615")]
    [InlineData("TEXT", "\"a\\\"b\\\\c\\u0001\\n\\/é\"", "\"a\\\"b\\\\c\\u0001\\n/é\"")]
    [InlineData("TIMESTAMP", "\"2024-03-01T10:00:00\"", "\"2024-03-01T10:00:00\"")]
    [InlineData("TIMESTAMP", "\"2024-03-01T10:00:00.25\"", "\"2024-03-01T10:00:00.250\"")]
    [InlineData("TIMESTAMP", "\"2024-03-01T10:00:00.250001\"", "\"2024-03-01T10:00:00.250001\"")]
    [InlineData("TIMESTAMP", "\"1969-12-31T23:59:59.000000001\"", "\"1969-12-31T23:59:59.000000001\"")]
    [InlineData("DATE", "\"2024-02-29\"", "\"2024-02-29\"")]
    [InlineData("JSON", "{ \"a\" : [ 1 ] }", "{\"a\":[1]}")]
    [InlineData("BOOLEAN", "null", "null")]
    public void A_value_is_written_as_its_type_asks(string type, string value, string expected)
    {
        var schema = new Schema(new Field("v", JsonReferenceDecoderTests.TypeOf(type)));
        using var decoder = new JsonDecoder(schema, DecoderLimits.Default);
        using var builder = new BatchBuilder(Pool, schema);
        Assert.Equal(1, decoder.DecodeRecord(Encoding.UTF8.GetBytes("{\"v\":" + value + "}"), builder, new BadRecordLog()).Records);
        using var batch = builder.Finish()!;
        Assert.Equal("{\"v\":" + expected + "}\n", Encode(schema, batch, new FormatSettings.Json()));
    }

    [Fact]
    public void The_hidden_timestamp_is_not_written()
    {
        var schema = new Schema(new Field("a", DataType.Int64), new Field(FormatCatalog.HiddenTimestamp, DataType.Timestamp));
        using var builder = new BatchBuilder(Pool, schema);
        builder.Begin();
        builder.Columns[0].Set(0, 5L);
        builder.Columns[1].Set(0, 7L);
        builder.EndRow();
        using var batch = builder.Finish()!;
        Assert.Equal("{\"a\":5}\n", Encode(schema, batch, new FormatSettings.Json()));

        using var buffer = new OutputBuffer();
        new JsonEncoder(schema, new FormatSettings.Json()).EncodeRow(batch, 0, buffer);
        Assert.Equal("{\"a\":5}", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Types_without_a_json_form_are_refused_at_creation() =>
        Assert.Throws<FormatOptionException>(() => new JsonEncoder(new Schema(new Field("i", DataType.Interval)), new FormatSettings.Json()));

    [Fact]
    public void Random_batches_are_written_as_a_plain_encoder_writes_them()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            using var batch = RandomBatches.Next(random, Pool, Everything, 200);
            var options = new FormatSettings.Json
            {
                TimestampFormat = (JsonTimestampFormat)random.Next(4),
                DecimalEncoding = (JsonDecimalEncoding)random.Next(3),
            };
            var lines = Encode(Everything, batch, options).Split('\n');
            Assert.Equal(batch.RowCount + 1, lines.Length);
            for (var row = 0; row < batch.RowCount; row++)
            {
                Assert.True(PlainRow(batch, row, options) == lines[row], $"seed {seed}\nexpected {PlainRow(batch, row, options)}\nactual   {lines[row]}");
            }
        }
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var schema = new Schema(Everything.Fields.Where(field => field.Type.Kind is not (TypeKind.Binary or TypeKind.Null) && !field.Type.IsJson));
        using var decoder = new JsonDecoder(schema, DecoderLimits.Default);
        for (var round = 0; round < 60; round++)
        {
            using var batch = RandomBatches.Next(random, Pool, schema, 200, plainYears: true);
            var text = Encode(schema, batch, new FormatSettings.Json());
            var log = new BadRecordLog();
            var rows = Decoding.Lines(decoder, Pool, schema, Encoding.UTF8.GetBytes(text), log);
            Assert.Empty(log.Records);

            // What is not finite was written as null.
            var expected = BatchRows.Of(batch).Select(row => row.Replace("| NaN |", "| ∅ |", StringComparison.Ordinal)
                .Replace("| Infinity |", "| ∅ |", StringComparison.Ordinal).Replace("| -Infinity |", "| ∅ |", StringComparison.Ordinal));
            Assert.Equal(expected, rows);
        }
    }

    private static string Encode(Schema schema, Batch batch, FormatSettings.Json options)
    {
        // A tiny buffer, so that it has to grow in the middle of rows.
        using var buffer = new OutputBuffer(1);
        new JsonEncoder(schema, options).Encode(batch, buffer);
        return Encoding.UTF8.GetString(buffer.Written);
    }

    private static string PlainRow(Batch batch, int row, FormatSettings.Json options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = new MinimalEncoder() }))
        {
            writer.WriteStartObject();
            for (var i = 0; i < batch.Columns.Length; i++)
            {
                writer.WritePropertyName(batch.Schema[i].Name);
                writer.WriteRawValue(batch[i].IsNull(row) ? "null" : PlainValue(batch[i], row, options), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string PlainValue(Column column, int row, FormatSettings.Json options)
    {
        long? unit = options.TimestampFormat switch
        {
            JsonTimestampFormat.UnixSeconds => 1_000_000_000,
            JsonTimestampFormat.UnixMillis => 1_000_000,
            JsonTimestampFormat.UnixMicros => 1_000,
            _ => null,
        };
        switch (column.Type.Kind)
        {
            case TypeKind.Bool:
                return column.GetBool(row) ? "true" : "false";
            case TypeKind.Int32:
                return column.Get<int>(row).ToString(CultureInfo.InvariantCulture);
            case TypeKind.Int64:
                return column.Get<long>(row).ToString(CultureInfo.InvariantCulture);
            case TypeKind.UInt64:
                return column.Get<ulong>(row).ToString(CultureInfo.InvariantCulture);
            case TypeKind.Float64:
                var real = column.Get<double>(row);
                var text = real.ToString("R", CultureInfo.InvariantCulture);
                return !double.IsFinite(real) ? "null" : text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
            case TypeKind.Decimal128:
                return PlainDecimal(column.Get<Int128>(row), column.Type.Scale, options.DecimalEncoding);
            case TypeKind.Date32:
                var days = column.Get<int>(row);
                return unit is { } daysUnit ? ((Int128)days * (TemporalText.NanosPerDay / daysUnit)).ToString(CultureInfo.InvariantCulture) : "\"" + PlainDate(days) + "\"";
            case TypeKind.Timestamp:
                var nanos = column.Get<long>(row);
                return unit is { } nanosUnit ? (nanos / nanosUnit).ToString(CultureInfo.InvariantCulture) : "\"" + PlainTimestamp(nanos) + "\"";
            case TypeKind.Binary:
                return "\"" + Convert.ToBase64String(column.GetBytes(row)) + "\"";
            default:
                var value = Encoding.UTF8.GetString(column.GetBytes(row));
                return column.Type.IsJson ? PlainJson(value) : "\"" + JsonEncodedText.Encode(value, new MinimalEncoder()) + "\"";
        }
    }

    private static string PlainDecimal(Int128 unscaled, int scale, JsonDecimalEncoding encoding)
    {
        if (encoding == JsonDecimalEncoding.Bytes)
        {
            var bytes = new byte[16];
            BinaryPrimitives.WriteInt128BigEndian(bytes, unscaled);
            return "\"" + Convert.ToBase64String(bytes) + "\"";
        }

        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var text = (unscaled < 0 ? "-" : "") + (scale == 0 ? digits : digits[..^scale] + "." + digits[^scale..]);
        return encoding == JsonDecimalEncoding.String ? "\"" + text + "\"" : text;
    }

    private static string PlainDate(int days)
    {
        // The Gregorian calendar repeats after 400 years of 146097 days; years outside the framework's are moved into it.
        var cycles = 0L;
        var inside = (long)days;
        while (inside < -719_162)
        {
            inside += 146_097;
            cycles--;
        }

        while (inside > 2_932_896)
        {
            inside -= 146_097;
            cycles++;
        }

        var date = DateTime.UnixEpoch.AddDays(inside);
        var year = date.Year + (cycles * 400);
        var sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return sign + Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture) + date.ToString("-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string PlainTimestamp(long nanos)
    {
        var seconds = Math.DivRem(nanos, 1_000_000_000, out var fraction);
        if (fraction < 0)
        {
            seconds--;
            fraction += 1_000_000_000;
        }

        var text = DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return fraction == 0 ? text
            : fraction % 1_000_000 == 0 ? text + "." + (fraction / 1_000_000).ToString("000", CultureInfo.InvariantCulture)
            : fraction % 1000 == 0 ? text + "." + (fraction / 1000).ToString("000000", CultureInfo.InvariantCulture)
            : text + "." + fraction.ToString("000000000", CultureInfo.InvariantCulture);
    }

    private static string PlainJson(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return value.Contains("\\ud800", StringComparison.Ordinal) ? "null"
                : value.Replace("x y", "x_y", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
                    .Replace("x_y", "x y", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return "null";
        }
    }

    /// <summary>Escapes what RFC 8259 section 7 says must be, and nothing else.</summary>
    private sealed class MinimalEncoder : JavaScriptEncoder
    {
        public override int MaxOutputCharactersPerInputCharacter => 6;

        public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

        public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
        {
            var index = new ReadOnlySpan<char>(text, textLength).IndexOfAnyInRange('\0', '\u001f');
            var other = new ReadOnlySpan<char>(text, textLength).IndexOfAny('"', '\\');
            return index < 0 ? other : other < 0 ? index : Math.Min(index, other);
        }

        public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
        {
            var text = unicodeScalar switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < 0x20 => "\\u" + unicodeScalar.ToString("x4", CultureInfo.InvariantCulture),
                _ => char.ConvertFromUtf32(unicodeScalar),
            };
            numberOfCharactersWritten = text.Length;
            return text.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        }
    }
}
