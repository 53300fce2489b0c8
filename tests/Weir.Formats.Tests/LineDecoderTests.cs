using System.Text;
using Weir.Columnar;
using Weir.TestKit;

namespace Weir.Formats.Tests;

/// <summary>Framing and bounds, which all formats share.</summary>
public sealed class LineDecoderTests : LeakCheckedTest
{
    private static readonly Schema Value = new(new Field("value", DataType.Utf8));
    private static readonly Schema Id = new(new Field("id", DataType.Int64));

    [Theory]
    [InlineData("a\nb\n", "a,b")]
    [InlineData("a\nb", "a,b")]
    [InlineData("a\r\nb\r\n", "a,b")]
    [InlineData("\n\r\n\na\n\n", ",,,a,")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    [InlineData("a\rb\n", "a\rb")]
    public void Lines_end_at_newlines_and_empty_ones_are_rows(string input, string expected)
    {
        for (var piece = 1; piece < 8; piece++)
        {
            using var decoder = Decoder("raw_string", Value);
            var rows = Decoding.Lines(decoder, Pool, Value, Encoding.UTF8.GetBytes(input), new BadRecordLog(), () => piece);
            Assert.Equal(expected, string.Join(",", rows));
        }
    }

    [Fact]
    public void The_last_line_waits_for_its_newline_unless_the_input_ends()
    {
        using var decoder = Decoder("json", Id);
        using var builder = new BatchBuilder(Pool, Id);
        var input = "{\"id\":1}\n{\"id\":2}"u8;
        Assert.Equal(new DecodeResult(9, 1, 0, 1, DecodeStop.NeedsInput), decoder.DecodeLines(input, false, builder, new BadRecordLog()));
        Assert.Equal(new DecodeResult(8, 1, 0, 0, DecodeStop.NeedsInput), decoder.DecodeLines(input[9..], true, builder, new BadRecordLog()));
    }

    [Fact]
    public void A_batch_ends_when_the_builder_is_full_or_enough_bytes_are_in()
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"id\":1}\n", 100)));
        using var decoder = Decoder("json", Id, new DecoderLimits { BatchBytes = 50 });
        using var large = new BatchBuilder(Pool, Id, 8);
        Assert.Equal(new DecodeResult(54, 6, 0, 6, DecodeStop.ByteBound), decoder.DecodeLines(input, false, large, new BadRecordLog()));
        using var small = new BatchBuilder(Pool, Id, 4);
        Assert.Equal(new DecodeResult(36, 4, 0, 4, DecodeStop.BuilderFull), decoder.DecodeLines(input, false, small, new BadRecordLog()));
        Assert.Equal(new DecodeResult(0, 0, 0, 0, DecodeStop.BuilderFull), decoder.DecodeLines(input, false, small, new BadRecordLog()));
    }

    [Fact]
    public void The_byte_bound_counts_over_calls_until_the_batch_is_finished()
    {
        using var decoder = Decoder("json", Id, new DecoderLimits { BatchBytes = 20 });
        using var builder = new BatchBuilder(Pool, Id);
        Assert.Equal(DecodeStop.NeedsInput, decoder.DecodeLines("{\"id\":1}\n"u8, false, builder, new BadRecordLog()).Stop);
        Assert.Equal(DecodeStop.NeedsInput, decoder.DecodeRecord("{\"id\":1}"u8, builder, new BadRecordLog()).Stop);
        Assert.Equal(new DecodeResult(9, 1, 0, 1, DecodeStop.ByteBound), decoder.DecodeLines("{\"id\":1}\n{\"id\":1}\n"u8, false, builder, new BadRecordLog()));
        builder.Finish()!.Dispose();
        Assert.Equal(DecodeStop.NeedsInput, decoder.DecodeRecord("{\"id\":1}"u8, builder, new BadRecordLog()).Stop);

        using var full = new BatchBuilder(Pool, Id, 1);
        Assert.Equal(DecodeStop.BuilderFull, decoder.DecodeRecord("{\"id\":1}"u8, full, new BadRecordLog()).Stop);
        Assert.Throws<InvalidOperationException>(() => decoder.DecodeRecord("{\"id\":1}"u8, full, new BadRecordLog()));
    }

    [Fact]
    public void A_handler_may_stop_at_a_bad_record()
    {
        using var decoder = Decoder("json", Id);
        using var builder = new BatchBuilder(Pool, Id);
        var log = new BadRecordLog(stopAfter: 1);
        var result = decoder.DecodeLines("{\"id\":1}\noops\n{\"id\":2}\n"u8, true, builder, log);
        Assert.Equal(new DecodeResult(14, 1, 1, 2, DecodeStop.Refused), result);
        Assert.Equal((9L, BadRecordReason.Syntax, null, "oops"), log.Records.Single());
    }

    [Fact]
    public void A_refused_row_leaves_nothing_behind()
    {
        var schema = new Schema(new Field("t", DataType.Utf8), new Field("n", DataType.Int64));
        using var decoder = Decoder("json", schema);
        var log = new BadRecordLog();
        var input = "{\"t\":null,\"n\":\"x\"}\n{\"t\":\"a\",\"n\":1}\n{\"t\":\"long text\",\"n\":true}\n{\"t\":\"b\",\"n\":2}\n"u8;
        Assert.Equal(["a | 1", "b | 2"], Decoding.Lines(decoder, Pool, schema, input, log));
        Assert.Equal([(0L, BadRecordReason.InvalidText, "n"), (35L, BadRecordReason.WrongType, "n")], log.Records.Select(bad => (bad.Offset, bad.Reason, bad.Field)));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("raw_string")]
    public void An_overlong_line_is_refused_without_being_held(string format)
    {
        var schema = format == "json" ? Id : Value;
        var good = format == "json" ? "{\"id\":7}" : "7";
        var input = Encoding.UTF8.GetBytes(good + "\n" + new string('x', 5000) + "\n" + good + "\n" + new string('y', 5000));
        foreach (var piece in (int[])[1, 7, 100, 3000, 100_000])
        {
            using var decoder = Decoder(format, schema, new DecoderLimits { RecordBytesMax = 100 });
            var log = new BadRecordLog();
            Assert.Equal(["7", "7"], Decoding.Lines(decoder, Pool, schema, input, log, () => piece));
            Assert.Equal(2, log.Records.Count);
            Assert.All(log.Records, bad => Assert.Equal(BadRecordReason.TooLong, bad.Reason));
            Assert.All(log.Records, bad => Assert.True(bad.Text.Length >= 101 && bad.Text.Length <= Math.Max(101 + piece, 5000)));
            Assert.False(decoder.SkipsToNewline);
        }
    }

    [Fact]
    public void A_line_may_be_cut_instead()
    {
        using var decoder = Decoder("raw_string", Value, new DecoderLimits { CutLinesAt = 4 });
        var input = "abc\nabcdefgh\nabcd\nabcde"u8.ToArray();
        foreach (var piece in (int[])[1, 2, 5, 100])
        {
            Assert.Equal(["abc", "abcd", "abcd", "abcd"], Decoding.Lines(decoder, Pool, Value, input, new BadRecordLog(), () => piece));
        }
    }

    [Theory]
    [InlineData("json", "{\"id\":1}\n\n \n{\"id\":2}\r\noops\n{ \"id\":3}\n{\"id\":4,\"x\":\"a very long value\"}\n\n\n{\"id\":5}")]
    [InlineData("raw_string", "a\n\nb\r\n\r\nmuch, much longer than that which fits in a line\nc\nd")]
    public void Newlines_and_the_places_of_rows_are_told_for_any_pieces(string format, string text)
    {
        var schema = format == "json" ? Id : Value;
        // Long enough that most of it is taken in runs, with the odd lines in between.
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(i => (format == "json" ? $"{{\"id\":{i + 100}}}\n" : $"line {i}\n") + (i % 7 == 0 ? text + "\n" : ""))));
        string? expected = null;
        foreach (var piece in (int[])[1, 2, 3, 7, 50, 200, 1_000_000])
        {
            using var decoder = Decoder(format, schema, new DecoderLimits { RecordBytesMax = 40 });
            using var builder = new BatchBuilder(Pool, schema, 5);
            decoder.RowOffsets = new int[5];
            var (start, end, newlines) = (0, 0, 0);
            List<string> places = [];
            while (start < input.Length)
            {
                end = Math.Min(input.Length, Math.Max(end, start) + piece);
                var before = builder.RowCount;
                var result = decoder.DecodeLines(input.AsSpan(start..end), end == input.Length, builder, new BadRecordLog());
                newlines += result.Newlines;
                Assert.Equal(newlines, input.AsSpan(0, start + result.ConsumedBytes).Count((byte)'\n'));
                places.AddRange(decoder.RowOffsets.AsSpan()[before..builder.RowCount].ToArray().Select(offset => $"{start + offset}"));
                start += result.ConsumedBytes;
                if (builder.IsFull)
                {
                    using var batch = builder.Finish()!;
                    places.AddRange(Rows.Values(batch).Select(row => $"={row[0]}"));
                }
            }

            using var last = builder.Finish();
            places.AddRange(last is null ? [] : Rows.Values(last).Select(row => $"={row[0]}"));
            var told = string.Join(' ', places);
            Assert.Equal(expected ??= told, told);
            var offsets = places.Where(place => place[0] != '=').Select(int.Parse).ToList();
            var values = places.Where(place => place[0] == '=').Select(place => place[1..]).ToList();
            Assert.Equal(values.Count, offsets.Count);
            Assert.All(offsets.Zip(values), row => Assert.Contains(row.Second, Encoding.UTF8.GetString(input.AsSpan(row.First)).Split('\n')[0]));
        }
    }

    [Fact]
    public void Skipping_goes_on_in_another_decoder()
    {
        using var first = Decoder("json", Id, new DecoderLimits { RecordBytesMax = 4 });
        using var builder = new BatchBuilder(Pool, Id);
        var result = first.DecodeLines("xxxxxx"u8, false, builder, new BadRecordLog());
        Assert.Equal(new DecodeResult(6, 0, 1, 0, DecodeStop.NeedsInput), result);
        Assert.True(first.SkipsToNewline);

        using var second = Decoder("json", Id);
        second.SkipsToNewline = true;
        Assert.Equal(["5"], Decoding.Lines(second, Pool, Id, "xx\n{\"id\":5}\n"u8, new BadRecordLog()));
    }

    [Fact]
    public void Columns_behind_the_decoders_are_the_callers()
    {
        var wider = new Schema(Id[0], new Field("offset", DataType.Int64));
        using var decoder = Decoder("json", Id);
        using var builder = new BatchBuilder(Pool, wider);
        Assert.Equal(1, decoder.DecodeRecord("{\"id\":1}"u8, builder, new BadRecordLog()).Records);
        builder.Columns[1].Set(0, 99L);
        using var batch = builder.Finish()!;
        Assert.Equal(["1 | 99"], BatchRows.Of(batch));

        using var other = new BatchBuilder(Pool, Value);
        Assert.Throws<InvalidOperationException>(() => decoder.DecodeRecord("{}"u8, other, new BadRecordLog()));
    }

    [Fact]
    public void Raw_text_that_is_not_utf8_is_refused()
    {
        using var decoder = Decoder("raw_string", Value);
        byte[] input = [(byte)'a', 0xFF, (byte)'b', 0xE2, 0x82, (byte)'\n', .. "é\n"u8];
        var log = new BadRecordLog();
        Assert.Equal(["é"], Decoding.Lines(decoder, Pool, Value, input, log));
        Assert.Equal(BadRecordReason.InvalidUtf8, Assert.Single(log.Records).Reason);
    }

    [Theory]
    [InlineData("a\nb", "fail", null)]
    [InlineData("a\r", "fail", null)]
    [InlineData("a\rb\\", "fail", "a\rb\\\n")]
    [InlineData("", "fail", "\n")]
    [InlineData("a\nb\r\n\\n", "escape", "a\\nb\\r\\n\\\\n\n")]
    [InlineData("", "escape", "\n")]
    public void A_line_break_in_raw_text_makes_no_second_record(string value, string lineBreaks, string? written)
    {
        var format = FormatCatalog.Find("raw_string")!;
        var encoder = format.CreateEncoder(Value, new FormatSettings.RawString { LineBreaks = Enum.Parse<RawString.RawStringLineBreaks>(lineBreaks, ignoreCase: true) });
        using var builder = new BatchBuilder(Pool, Value);
        builder.Begin();
        builder.Columns[0].SetBytes(0, Encoding.UTF8.GetBytes(value));
        builder.EndRow();
        using var batch = builder.Finish()!;
        using var output = new OutputBuffer();
        if (written is null)
        {
            Assert.Contains("column \"value\": a line break", Assert.Throws<UnwritableRowException>(() => encoder.Encode(batch, output)).Message, StringComparison.Ordinal);
            return;
        }

        encoder.Encode(batch, output);
        Assert.Equal(written, Encoding.UTF8.GetString(output.Written));
    }

    [Fact]
    public void Unstructured_json_is_the_text_of_the_record()
    {
        var schema = new Schema(new Field("value", DataType.Json));
        var format = FormatCatalog.Find("json")!;
        var options = new FormatSettings.Json { Unstructured = true };
        using var decoder = format.CreateDecoder(schema, options, DecoderLimits.Default);
        var log = new BadRecordLog();
        Assert.Equal(["{ \"a\" : 1 }", "∅", "[1]"], Decoding.Lines(decoder, Pool, schema, "{ \"a\" : 1 }\nnot json\n null\n \t\n[1] \r\n{bad\n{}{}\n"u8, log));
        Assert.Equal(["not json", "{bad", "{}{}"], log.Records.Select(record => record.Text));
        Assert.All(log.Records, record => Assert.Equal(BadRecordReason.Syntax, record.Reason));
        Assert.Throws<FormatOptionException>(() => format.CreateDecoder(Id, options, DecoderLimits.Default));
    }

    [Theory]
    [InlineData("ääää", 3, "ä")]
    [InlineData("ääää", 4, "ää")]
    [InlineData("€uro", 1, "")]
    [InlineData("a😀😀", 8, "a😀")]
    public void A_long_line_is_cut_between_characters(string line, int cut, string expected)
    {
        using var decoder = Decoder("raw_string", Value, DecoderLimits.WithLinesOf(cut));
        Assert.Equal([expected, "b"], Decoding.Lines(decoder, Pool, Value, Encoding.UTF8.GetBytes(line + "\nb\n"), new BadRecordLog()));
    }

    [Fact]
    public void Formats_are_found_by_name_and_have_their_options()
    {
        Assert.Equal(["json", "raw_string"], FormatCatalog.Names);
        Assert.Null(FormatCatalog.Find("jsn"));
        Assert.Equal(
            ["format", "json.unstructured", "json.timestamp_format", "json.decimal_encoding", "raw_string.line_breaks", "framing", "framing.newline.max_length"],
            FormatCatalog.Shape.FlatOptions.Select(option => option.Name));
        Assert.Throws<FormatOptionException>(() => FormatCatalog.Find("raw_string")!.CreateDecoder(Id, new FormatSettings.RawString(), DecoderLimits.Default));
    }

    [Fact]
    public void An_output_buffer_keeps_what_is_behind_the_aligned_prefix()
    {
        using var output = new OutputBuffer(10);
        var expected = new byte[10_000];
        new Random(1).NextBytes(expected);
        output.Append(expected);
        Assert.Equal(8192, output.AlignedLength);
        output.RemovePrefix(output.AlignedLength);
        Assert.Equal(expected[8192..], output.Written.ToArray());
        Assert.True(FirstByteIsAligned(output));
    }

    private static unsafe bool FirstByteIsAligned(OutputBuffer output) => (nuint)output.Start % OutputBuffer.Alignment == 0;

    private static IDecoder Decoder(string format, Schema schema, DecoderLimits? limits = null)
    {
        var found = FormatCatalog.Find(format)!;
        return found.CreateDecoder(schema, format == "json" ? new FormatSettings.Json() : new FormatSettings.RawString(), limits ?? DecoderLimits.Default);
    }
}
