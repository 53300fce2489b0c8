using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Weir.Columnar;
using Weir.Formats.Json;
using Weir.TestKit;

namespace Weir.Formats.Tests.Json;

/// <summary>The meaning of JSON records, by examples; each also goes through the fast decoder.</summary>
public sealed class JsonReferenceDecoderTests : LeakCheckedTest
{
    [Theory]
    [InlineData("BOOLEAN", "true", "true")]
    [InlineData("BOOLEAN", "false", "false")]
    [InlineData("BOOLEAN", "null", "∅")]
    [InlineData("BOOLEAN", "1", "WrongType v")]
    [InlineData("BOOLEAN", "\"true\"", "true")]
    [InlineData("BOOLEAN", "\"false\"", "false")]
    [InlineData("BOOLEAN", "\"f\\u0061lse\"", "false")]
    [InlineData("BOOLEAN", "\"True\"", "InvalidText v")]
    [InlineData("BOOLEAN", "\"\"", "InvalidText v")]
    [InlineData("BOOLEAN", "\"truee\"", "InvalidText v")]
    [InlineData("BOOLEAN", "{}", "WrongType v")]
    [InlineData("INT", "2147483647", "2147483647")]
    [InlineData("INT", "-2147483648", "-2147483648")]
    [InlineData("INT", "2147483648", "OutOfRange v")]
    [InlineData("INT", "\"12\"", "12")]
    [InlineData("INT", "\" 12\"", "InvalidText v")]
    [InlineData("INT", "\"\"", "InvalidText v")]
    [InlineData("INT", "true", "WrongType v")]
    [InlineData("INT", "[1]", "WrongType v")]
    [InlineData("BIGINT", "9223372036854775807", "9223372036854775807")]
    [InlineData("BIGINT", "9223372036854775808", "OutOfRange v")]
    [InlineData("BIGINT", "9223372036854775807.9", "9223372036854775807")]
    [InlineData("BIGINT", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("BIGINT", "-1.9", "-1")]
    [InlineData("BIGINT", "1.5e1", "15")]
    [InlineData("BIGINT", "1e18", "1000000000000000000")]
    [InlineData("BIGINT", "1e19", "OutOfRange v")]
    [InlineData("BIGINT", "12345e-2", "123")]
    [InlineData("BIGINT", "0e999999999999", "0")]
    [InlineData("BIGINT", "1e-999999999999", "0")]
    [InlineData("BIGINT", "\"1e3\"", "1000")]
    [InlineData("BIGINT", "\"+007\"", "7")]
    [InlineData("BIGINT", "\"\\u0031\"", "1")]
    [InlineData("BIGINT", "\"NaN\"", "InvalidText v")]
    [InlineData("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615")]
    [InlineData("BIGINT UNSIGNED", "-1", "OutOfRange v")]
    [InlineData("BIGINT UNSIGNED", "-0.5", "0")]
    [InlineData("DOUBLE", "0.1", "0.1")]
    [InlineData("DOUBLE", "-0", "-0")]
    [InlineData("DOUBLE", "\"1e3\"", "1000")]
    [InlineData("DOUBLE", "1e400", "OutOfRange v")]
    [InlineData("DOUBLE", "1e-400", "0")]
    [InlineData("DOUBLE", "\"Infinity\"", "Infinity")]
    [InlineData("DOUBLE", "\"-Infinity\"", "-Infinity")]
    [InlineData("DOUBLE", "\"NaN\"", "NaN")]
    [InlineData("DOUBLE", "\"N\\u0061N\"", "NaN")]
    [InlineData("DOUBLE", "\"nan\"", "InvalidText v")]
    [InlineData("DOUBLE", "\"-NaN\"", "InvalidText v")]
    [InlineData("DOUBLE", "\"1e400\"", "OutOfRange v")]
    [InlineData("DOUBLE", "NaN", "Syntax")]
    [InlineData("DECIMAL(5, 2)", "\"NaN\"", "InvalidText v")]
    [InlineData("DECIMAL(5, 2)", "1.005", "101")]
    [InlineData("DECIMAL(5, 2)", "-1.005", "-101")]
    [InlineData("DECIMAL(5, 2)", "\"1.004\"", "100")]
    [InlineData("DECIMAL(5, 2)", "999.994", "99999")]
    [InlineData("DECIMAL(5, 2)", "999.995", "OutOfRange v")]
    [InlineData("DECIMAL(5, 2)", "1e2", "10000")]
    [InlineData("DECIMAL(38, 0)", "99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("DECIMAL(38, 0)", "99999999999999999999999999999999999999.5", "OutOfRange v")]
    [InlineData("TEXT", "\"\"", "")]
    [InlineData("TEXT", "\"a\\u00e9\\n\\ud83d\\ude00\"", "aé\n😀")]
    [InlineData("TEXT", "\"\\ud83d\"", "Syntax")]
    [InlineData("TEXT", "\"\\ude00\\ud83d\"", "Syntax")]
    [InlineData("TEXT", "42", "42")]
    [InlineData("TEXT", "-1.50e+3", "-1.50e+3")]
    [InlineData("TEXT", "123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("TEXT", "true", "true")]
    [InlineData("TEXT", "false", "false")]
    [InlineData("TEXT", "null", "∅")]
    [InlineData("TEXT", "{}", "{}")]
    [InlineData("TEXT", "{ \"a\" : [1, \"x\\n\"] }", "{ \"a\" : [1, \"x\\n\"] }")]
    [InlineData("TEXT", "[]", "[]")]
    [InlineData("TEXT", "tru", "Syntax")]
    [InlineData("JSON", "{ \"b\" : [ 1 , \"x y\\n\" ] , \"a\":null }", "{\"b\":[1,\"x y\\n\"],\"a\":null}")]
    [InlineData("JSON", "\"text\"", "\"text\"")]
    [InlineData("JSON", "1.50", "1.50")]
    [InlineData("JSON", "null", "∅")]
    [InlineData("DATE", "\"1970-01-02\"", "d1")]
    [InlineData("DATE", "\"0000-01-01\"", "d-719528")]
    [InlineData("DATE", "\"2023-02-29\"", "InvalidText v")]
    [InlineData("DATE", "\"1970-01-01T00:00:00\"", "d0")]
    [InlineData("DATE", "1", "WrongType v")]
    [InlineData("TIMESTAMP", "\"1970-01-01T00:00:01\"", "t1000000000")]
    [InlineData("TIMESTAMP", "\"1970-01-01 00:00:01.5\"", "t1500000000")]
    [InlineData("TIMESTAMP", "\"1970-01-01t000001.000000001\"", "t1000000001")]
    [InlineData("TIMESTAMP", "\"1970-01-01\"", "t0")]
    [InlineData("TIMESTAMP", "\"1970-01-01T02:00:00+02\"", "t0")]
    [InlineData("TIMESTAMP", "\"1970-01-01T00:00:00-05:30\"", "t19800000000000")]
    [InlineData("TIMESTAMP", "\"1970-01-01T00:00:00.0000000001\"", "t0")]
    [InlineData("TIMESTAMP", "\"1970-01-01T24:00:00\"", "t86400000000000")]
    [InlineData("TIMESTAMP", "\"1970-1-1\"", "t0")]
    [InlineData("TIMESTAMP", "\"2262-04-11T23:47:16.854775807\"", "t9223372036854775807")]
    [InlineData("TIMESTAMP", "\"2262-04-11T23:47:16.854775808\"", "OutOfRange v")]
    [InlineData("TIMESTAMP", "\"1677-09-21T00:12:43.145224192\"", "t-9223372036854775808")]
    [InlineData("TIMESTAMP", "123", "t123")]
    [InlineData("TIMESTAMP", "\"123\"", "t123")]
    [InlineData("TIMESTAMP", "\"1709287200000000000\"", "t1709287200000000000")]
    [InlineData("TIMESTAMP", "\"-1.5e3\"", "t-1500")]
    [InlineData("TIMESTAMP", "\"9223372036854775808\"", "OutOfRange v")]
    [InlineData("TIMESTAMP", "\"12:30\"", "InvalidText v")]
    [InlineData("TIMESTAMP", "true", "WrongType v")]
    [InlineData("TIMESTAMP", "-1.5e3", "t-1500")]
    public void A_value_becomes_what_its_column_says(string type, string value, string expected)
    {
        var schema = new Schema(new Field("v", TypeOf(type)));
        AssertRecord(schema, "{\"v\":" + value + "}", expected);
        AssertRecord(schema, " { \"v\" : " + value + " } ", expected);
    }

    [Theory]
    [InlineData("{}", "∅ | ∅")]
    [InlineData("{\"a\":1}", "1 | ∅")]
    [InlineData("{\"b\":\"x\",\"a\":1}", "1 | x")]
    [InlineData("{\"a\":1,\"A\":2,\"c\":{\"a\":[3]}}", "1 | ∅")]
    [InlineData("{\"a\":1,\"a\":2}", "2 | ∅")]
    [InlineData("{\"a\":1,\"a\":null}", "∅ | ∅")]
    [InlineData("{\"a\":null,\"a\":1}", "1 | ∅")]
    [InlineData("{\"a\":\"nothing\",\"a\":1}", "1 | ∅")]
    [InlineData("{\"\\u0061\":1}", "1 | ∅")]
    [InlineData("{\"c\":[1,}", "Syntax")]
    [InlineData("{\"c\":\"\\ud800\"}", "Syntax")]
    [InlineData("{\"a\":1,}", "Syntax")]
    [InlineData("{\"a\":01}", "Syntax")]
    [InlineData("{\"a\":1} x", "Syntax")]
    [InlineData("{\"a\":1}{}", "Syntax")]
    [InlineData("", "Syntax")]
    [InlineData("[]", "NotAnObject")]
    [InlineData("1", "NotAnObject")]
    [InlineData("null", "NotAnObject")]
    [InlineData("{\"a\":\n1\n}\n", "1 | ∅")]
    public void A_record_is_an_object_whose_last_key_wins(string record, string expected) =>
        AssertRecord(new Schema(new Field("a", DataType.Int64), new Field("b", DataType.Utf8)), record, expected);

    [Fact]
    public void A_column_that_is_not_null_needs_a_value()
    {
        var schema = new Schema(new Field("a", DataType.Int64, IsNullable: false), new Field("b", DataType.Int64));
        AssertRecord(schema, "{\"b\":1}", "MissingValue a");
        AssertRecord(schema, "{\"a\":null}", "MissingValue a");
        AssertRecord(schema, "{\"a\":1}", "1 | ∅");
    }

    [Fact]
    public void A_name_that_needs_escapes_matches_only_with_them()
    {
        var schema = new Schema(new Field("a\"b", DataType.Int64), new Field("", DataType.Int64));
        AssertRecord(schema, "{\"a\\\"b\":1,\"\":2}", "1 | 2");
        AssertRecord(schema, "{\"a\"b\":1}", "Syntax");
    }

    [Fact]
    public void Many_names_may_begin_alike()
    {
        var schema = new Schema(Enumerable.Range(0, 100).Select(i => new Field("column_" + i, DataType.Int64)).Append(new Field("x", DataType.Int64)));
        var record = "{" + string.Join(",", Enumerable.Range(0, 100).Reverse().Select(i => $"\"column_{i}\":{i}")) + ",\"x\":-1}";
        AssertRecord(schema, record, string.Join(" | ", Enumerable.Range(0, 100)) + " | -1");
    }

    [Fact]
    public void Values_of_json_columns_nest_64_levels_deep_and_others_as_deep_as_they_like()
    {
        var schema = new Schema(new Field("j", DataType.Json), new Field("t", DataType.Utf8));
        var deepest = new string('[', 64) + new string(']', 64);
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[", 5000)) + "1" + string.Concat(Enumerable.Repeat("]}", 5000));
        AssertRecord(schema, "{\"j\":" + deepest + "}", deepest + " | ∅");
        AssertRecord(schema, "{\"j\":[" + deepest + "]}", "TooDeep j");
        AssertRecord(schema, "{\"j\":[" + deepest + "],\"j\":1}", "1 | ∅");
        AssertRecord(schema, "{\"x\":" + deep + ",\"j\":2}", "2 | ∅");
        AssertRecord(schema, "{\"t\":" + deep + "}", "∅ | " + deep);
        AssertRecord(schema, "{\"x\":" + deep + "]}", "Syntax");
        AssertRecord(schema, "{\"x\":" + deep[..^1] + "}", "Syntax");
        AssertRecord(schema, "{\"x\":" + deep.Replace("]}]}]}", "]}}}]}", StringComparison.Ordinal) + "}", "Syntax");
    }

    [Theory]
    [InlineData(JsonTimestampFormat.UnixSeconds, "1709287200", "t1709287200000000000")]
    [InlineData(JsonTimestampFormat.UnixSeconds, "1709287200.123456789", "t1709287200123456789")]
    [InlineData(JsonTimestampFormat.UnixSeconds, "-1.5", "t-1500000000")]
    [InlineData(JsonTimestampFormat.UnixSeconds, "9223372036", "t9223372036000000000")]
    [InlineData(JsonTimestampFormat.UnixSeconds, "9223372037", "OutOfRange v")]
    [InlineData(JsonTimestampFormat.UnixSeconds, "1709287200000000000", "OutOfRange v")]
    [InlineData(JsonTimestampFormat.UnixMillis, "1709287200000", "t1709287200000000000")]
    [InlineData(JsonTimestampFormat.UnixMillis, "\"1709287200000\"", "t1709287200000000000")]
    [InlineData(JsonTimestampFormat.UnixMillis, "1.7092872e12", "t1709287200000000000")]
    [InlineData(JsonTimestampFormat.UnixMillis, "0.0000019", "t1")]
    [InlineData(JsonTimestampFormat.UnixMillis, "\"1970-01-01T00:00:01\"", "t1000000000")]
    [InlineData(JsonTimestampFormat.UnixMicros, "-1709287200000000", "t-1709287200000000000")]
    public void Numbers_in_a_timestamp_column_count_the_unit_of_the_option(JsonTimestampFormat format, string value, string expected)
    {
        var schema = new Schema(new Field("v", DataType.Timestamp));
        using var fast = new JsonDecoder(schema, DecoderLimits.Default, format);
        using var reference = new JsonReferenceDecoder(schema, DecoderLimits.Default, new JsonTime(format));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected, Decoding.Record(reference, Pool, schema, "{\"v\":" + value + "}"));
            Assert.Equal(expected, Decoding.Record(fast, Pool, schema, "{\"v\":" + value + "}"));
        }

        Assert.Null(fast.TakeNotice());
    }

    [Theory]
    [InlineData("1709287200", "seconds", "unix_seconds", "1970-01-01T00:00:01.7092872")]
    [InlineData("\"1709287200\"", "seconds", "unix_seconds", "1970-01-01T00:00:01.7092872")]
    [InlineData("1709287200000", "milliseconds", "unix_millis", "1970-01-01T00:28:29.287200")]
    [InlineData("1.7092872e12", "milliseconds", "unix_millis", "1970-01-01T00:28:29.287200")]
    [InlineData("1709287200000000", "microseconds", "unix_micros", "1970-01-20T18:48:07.200")]
    [InlineData("1709287200000000000", null, null, null)]
    [InlineData("0", null, null, null)]
    [InlineData("99999999", null, null, null)]
    [InlineData("\"2024-03-01T10:00:00\"", null, null, null)]
    public void A_number_that_looks_like_another_unit_than_nanoseconds_is_said_once(string value, string? unit, string? option, string? read)
    {
        var schema = new Schema(new Field("n", DataType.Int64), new Field("v", DataType.Timestamp));
        foreach (var isFast in (bool[])[true, false])
        {
            using LineDecoder decoder = isFast ? new JsonDecoder(schema, DecoderLimits.Default) : new JsonReferenceDecoder(schema, DecoderLimits.Default);
            Decoding.Record(decoder, Pool, schema, "{\"n\":1709287200,\"v\":" + value + "}");
            var notice = decoder.TakeNotice();
            Assert.Equal(unit is null, notice is null);
            if (notice is not null)
            {
                Assert.Contains($"is read as nanoseconds, {read}", notice.Message, StringComparison.Ordinal);
                Assert.EndsWith($"it looks like {unit}", notice.Message, StringComparison.Ordinal);
                Assert.Contains($"'json.timestamp_format' = '{option}'", notice.Hint, StringComparison.Ordinal);
                Decoding.Record(decoder, Pool, schema, "{\"v\":" + value + "}");
                Assert.Null(decoder.TakeNotice());
            }
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_refuse_the_record()
    {
        var schema = new Schema(new Field("a", DataType.Int64));
        using var fast = new JsonDecoder(schema, DecoderLimits.Default);
        byte[] record = [.. "{\"a\":1,\"b\":\""u8, 0xC0, 0x80, .. "\"}"u8];
        Assert.Equal("InvalidUtf8", Decoding.Record(fast, Pool, schema, record));
    }

    [Fact]
    public void Columns_that_cannot_be_read_are_refused_at_creation()
    {
        var error = Assert.Throws<FormatOptionException>(() => new JsonDecoder(new Schema(new Field("raw", DataType.Binary)), DecoderLimits.Default));
        Assert.Equal("column \"raw\" of type BYTEA cannot be read from JSON", error.Message);
        Assert.NotNull(error.Hint);
        Assert.Throws<FormatOptionException>(() => new JsonDecoder(new Schema(new Field("a", DataType.Int64), new Field("a", DataType.Utf8)), DecoderLimits.Default));
    }

    [Fact]
    public void The_grammar_is_that_of_the_framework()
    {
        var random = new Random(11);
        var generator = new RecordGenerator(random, new Schema(new Field("j", DataType.Json), new Field("d", DataType.Float64), new Field("t", DataType.Utf8)));
        var agreedOn = new int[2];
        var unstructuredSchema = new Schema(new Field("value", DataType.Json));
        using var unstructured = new JsonUnstructuredDecoder(unstructuredSchema, DecoderLimits.Default);
        for (var i = 0; i < 20_000; i++)
        {
            var record = generator.Damage(generator.Next());
            if (!System.Text.Unicode.Utf8.IsValid(record))
            {
                continue;
            }

            var accepted = JsonText.SkipText(record, out _, out _, out _) == JsonExpectation.None;
            Assert.True(accepted == FrameworkAccepts(record), Encoding.UTF8.GetString(record));
            Assert.Equal(accepted && JsonText.SkipText(record, out _, out _, out var depth) == JsonExpectation.None && depth <= FormatCatalog.NestingMax,
                !Decoding.Record(unstructured, Pool, unstructuredSchema, record).StartsWith("Syntax", StringComparison.Ordinal)
                    && !Decoding.Record(unstructured, Pool, unstructuredSchema, record).StartsWith("TooDeep", StringComparison.Ordinal));
            agreedOn[accepted ? 1 : 0]++;
        }

        Assert.All(agreedOn, count => Assert.True(count > 1000));
    }

    [Fact]
    public void Numbers_are_converted_exactly()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(10)));
            var fraction = string.Concat(Enumerable.Range(0, random.Next(0, 20)).Select(_ => random.Next(10)));
            var exponent = random.Next(3) == 0 ? random.Next(-30, 30) : 0;
            var text = (random.Next(2) == 0 ? "-" : "") + digits + (fraction.Length > 0 ? "." + fraction : "") + (exponent != 0 ? "e" + exponent : "");
            Assert.True(JsonNumber.TryParse(Encoding.ASCII.GetBytes(text), out var number));

            // value = unscaled / 10^shift
            var unscaled = BigInteger.Parse(digits + fraction, CultureInfo.InvariantCulture) * (text[0] == '-' ? -1 : 1);
            var shift = fraction.Length - exponent;
            var whole = shift >= 0 ? unscaled / BigInteger.Pow(10, shift) : unscaled * BigInteger.Pow(10, -shift);
            var fits = whole >= long.MinValue && whole <= long.MaxValue;
            Assert.Equal(fits, number.TryToInteger(long.MinValue, long.MaxValue, out var integer));
            Assert.True(!fits || integer == (Int128)whole, text);

            var scaled = shift - 4 >= 0
                ? (BigInteger.Abs(unscaled) + (BigInteger.Pow(10, shift - 4) / 2)) / BigInteger.Pow(10, shift - 4)
                : BigInteger.Abs(unscaled) * BigInteger.Pow(10, 4 - shift);
            fits = scaled < BigInteger.Pow(10, 20);
            Assert.Equal(fits, number.TryToDecimal(20, 4, out var rounded));
            Assert.True(!fits || rounded == (Int128)(scaled * unscaled.Sign), text);
        }
    }

    [Fact]
    public void Days_are_those_of_the_framework()
    {
        for (var date = new DateTime(1, 1, 1); date.Year < 9999; date = date.AddDays(37))
        {
            Assert.True(TemporalText.TryParseDate(Encoding.ASCII.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), out var days));
            Assert.Equal((date - DateTime.UnixEpoch).Days, days);
        }
    }

    internal static DataType TypeOf(string type) => type switch
    {
        "BOOLEAN" => DataType.Bool,
        "INT" => DataType.Int32,
        "BIGINT" => DataType.Int64,
        "BIGINT UNSIGNED" => DataType.UInt64,
        "DOUBLE" => DataType.Float64,
        "DECIMAL(5, 2)" => DataType.Decimal(5, 2),
        "DECIMAL(38, 0)" => DataType.Decimal(38, 0),
        "TEXT" => DataType.Utf8,
        "JSON" => DataType.Json,
        "DATE" => DataType.Date32,
        "TIMESTAMP" => DataType.Timestamp,
        _ => throw new ArgumentException($"unknown type {type}", nameof(type)),
    };

    private void AssertRecord(Schema schema, string record, string expected)
    {
        using var reference = new JsonReferenceDecoder(schema, DecoderLimits.Default);
        using var fast = new JsonDecoder(schema, DecoderLimits.Default);
        Assert.Equal(expected, Decoding.Record(reference, Pool, schema, record));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected, Decoding.Record(fast, Pool, schema, record));
        }
    }

    private static bool FrameworkAccepts(byte[] record)
    {
        try
        {
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    // Refuses lone surrogates, which reading alone does not look at.
                    reader.GetString();
                }
            }

            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
