using System.Text;
using Weir.Columnar;
using Weir.Formats.Json;
using Weir.TestKit;

namespace Weir.Formats.Tests.Json;

/// <summary>What people read about a record that is refused.</summary>
public sealed class JsonExplanationTests : LeakCheckedTest
{
    private static readonly Schema Table = new(
        new Field("a", DataType.Int64), new Field("d", DataType.Float64), new Field("flag", DataType.Bool), new Field("day", DataType.Date32),
        new Field("ts", DataType.Timestamp), new Field("j", DataType.Json), new Field("i", DataType.Int32), new Field("m", DataType.Decimal(5, 2)));

    [Theory]
    [InlineData("{\"a\":1 \"d\":2}", "not well-formed JSON: expected \",\" or \"}\" at byte 7 of the record, found \"\"\": {\"a\":1 \"d\":2}", null)]
    [InlineData("{\"a\" 1}", "not well-formed JSON: expected \":\" at byte 5 of the record, found \"1\": {\"a\" 1}", null)]
    [InlineData("{\"a\":}", "not well-formed JSON: expected a value at byte 5 of the record, found \"}\": {\"a\":}", null)]
    [InlineData("{\"x\":1.e5}", "not well-formed JSON: expected a digit at byte 7 of the record, found \"e\": {\"x\":1.e5}", null)]
    [InlineData("{\"x\":[1 2]}", "not well-formed JSON: expected \",\" or \"]\" at byte 8 of the record, found \"2\": {\"x\":[1 2]}", null)]
    [InlineData("{\"a\":1}}", "not well-formed JSON: expected the end of the line at byte 7 of the record, found \"}\": {\"a\":1}}", null)]
    [InlineData("{\"a\":1,}", "a comma stands before \"}\" at byte 7 of the record: {\"a\":1,}", "remove the comma")]
    [InlineData("{\"x\":[1,]}", "a comma stands before \"]\" at byte 8 of the record: {\"x\":[1,]}", "remove the comma")]
    [InlineData("{\"a\":01}", "a number starts with 0, at byte 6 of the record: {\"a\":01}", "leave the zero out, or put the number in quotes")]
    [InlineData("{\"a\":+1}", "a number starts with \"+\" at byte 5 of the record: {\"a\":+1}", "leave the sign out")]
    [InlineData("{\"a\":.5}", "a number starts with \".\" at byte 5 of the record: {\"a\":.5}", "write 0 before the point")]
    [InlineData("{a:1}", "a key stands without quotes at byte 1 of the record: {a:1}", "JSON has double quotes only")]
    [InlineData("{'a':1}", "a key stands in single quotes at byte 1 of the record: {'a':1}", "JSON has double quotes only")]
    [InlineData("{\"a\":'x'}", "a text stands in single quotes at byte 5 of the record: {\"a\":'x'}", "JSON has double quotes only")]
    [InlineData("{\"d\":NaN}", "NaN is no value of JSON, at byte 5 of the record: {\"d\":NaN}", "write null; a column of type DOUBLE also takes \"NaN\", \"Infinity\" and \"-Infinity\" in quotes")]
    [InlineData("{\"d\":-Infinity}", "-Infinity is no value of JSON, at byte 6 of the record: {\"d\":-Infinity}", "write null; a column of type DOUBLE also takes \"NaN\", \"Infinity\" and \"-Infinity\" in quotes")]
    [InlineData("{\"flag\":True}", "True is Python, not JSON, at byte 8 of the record: {\"flag\":True}", "write null, true or false: json.dumps does")]
    [InlineData("{\"x\":[None]}", "None is Python, not JSON, at byte 6 of the record: {\"x\":[None]}", "write null, true or false: json.dumps does")]
    [InlineData("{\"x\":undefined}", "undefined is no value of JSON, at byte 5 of the record: {\"x\":undefined}", "write null, true or false")]
    [InlineData("{\"a\":1} // one", "JSON has no comments, and one stands at byte 8 of the record: {\"a\":1} // one", "remove it")]
    [InlineData("# made by hand", "JSON has no comments, and one stands at byte 0 of the record: # made by hand", "remove it")]
    [InlineData("{/* one */\"a\":1}", "JSON has no comments, and one stands at byte 1 of the record: {/* one */\"a\":1}", "remove it")]
    [InlineData("{\"x\":\"\\ud83d\"}", "\\ud83d is half of a surrogate pair, no character, at byte 6 of the record: {\"x\":\"\\ud83d\"}", "the program that wrote it cut a text inside a character; write the whole pair, or \\ufffd")]
    [InlineData("{\"x\":\"C:\\data\"}", "\\d is no escape of JSON, at byte 8 of the record: {\"x\":\"C:\\data\"}", "a backslash in a text is written \\\\")]
    [InlineData("{\"x\":\"a\tb\"}", "a text holds the control character \\t itself, at byte 7 of the record: {\"x\":\"a\\tb\"}", "write it as an escape: \\t")]
    [InlineData("{\"x\":\"a", "the line ends inside the record: expected a closing quote behind {\"x\":\"a", "a record stands on one line: convert the file with `jq -c . FILE`")]
    [InlineData("{", "the line ends inside the record: expected a key in quotes or \"}\" behind {", "a record stands on one line: convert the file with `jq -c . FILE`")]
    [InlineData("  \"a\": 1,", "the line is a part of an object on several lines at byte 5 of the record:   \"a\": 1,", "a record stands on one line: convert the file with `jq -c . FILE`")]
    [InlineData("}", "the line begins with \"}\", the end of something on an earlier line", "a record stands on one line: convert the file with `jq -c . FILE`")]
    [InlineData("[", "the line ends inside the record: expected a value or \"]\" behind [", "each element must stand on a line of its own, without the commas and brackets: convert the file with `jq -c '.[]' FILE`")]
    [InlineData("]", "the line begins with \"]\", the end of something on an earlier line", "each element must stand on a line of its own, without the commas and brackets: convert the file with `jq -c '.[]' FILE`")]
    [InlineData("{\"a\":1},", "a comma stands behind the record at byte 7 of the record: {\"a\":1},", "each element must stand on a line of its own, without the commas and brackets: convert the file with `jq -c '.[]' FILE`")]
    [InlineData("[{\"a\":1},{\"a\":2}]", "the record is an array, not an object", "each element must stand on a line of its own, without the commas and brackets: convert the file with `jq -c '.[]' FILE`")]
    [InlineData("17", "the record is a number, not an object", "for values of any kind write 'json.unstructured' = 'true' and the one column value JSON")]
    [InlineData("\"text\"", "the record is a text, not an object", "for values of any kind write 'json.unstructured' = 'true' and the one column value JSON")]
    [InlineData("{\"a\":1}{\"a\":2}", "a second record stands on the line at byte 7 of the record: {\"a\":1}{\"a\":2}", "a record stands on one line: convert the file with `jq -c . FILE`")]
    [InlineData("{\"a\":1}\r{\"a\":2}\r{\"a\":3}", "lines end with carriage returns alone, and so the records are one line", "convert the file with `tr '\\r' '\\n' < FILE`")]
    [InlineData("\uFEFF{\"a\":1}", "a byte-order mark stands before the record, which only the start of a file may have", "remove it: `sed 's/^\\xEF\\xBB\\xBF//' FILE`; files that were joined have them inside")]
    [InlineData("{\0\"\0a\0\"\0:\01\0}\0", "the text is UTF-16, not UTF-8", "convert the file with `iconv -f UTF-16 -t UTF-8 FILE`")]
    [InlineData("a,d,flag", "not well-formed JSON: expected a value at byte 0 of the record, found \"a\": a,d,flag", null)]
    [InlineData("{\"a\":true}", "column \"a\" (BIGINT): expected a number at byte 5 of the record, found true", null)]
    [InlineData("{\"a\":\"abc\"}", "column \"a\" (BIGINT): expected a number at byte 5 of the record, found \"abc\"", "declare the column TEXT and convert it in the query")]
    [InlineData("{\"a\":[1]}", "column \"a\" (BIGINT): expected a number at byte 5 of the record, found [1]", "declare the column JSON or TEXT")]
    [InlineData("{\"a\":92233720368547758080}", "column \"a\" (BIGINT): 92233720368547758080 at byte 5 of the record is out of its range", null)]
    [InlineData("{\"i\":3000000000}", "column \"i\" (INT): 3000000000 at byte 5 of the record is out of its range", "declare the column BIGINT")]
    [InlineData("{\"m\":1234.5}", "column \"m\" (DECIMAL(5, 2)): 1234.5 at byte 5 of the record is out of its range", null)]
    [InlineData("{\"d\":\"nan\"}", "column \"d\" (DOUBLE): expected a number at byte 5 of the record, found \"nan\"", "write \"NaN\"")]
    [InlineData("{\"flag\":\"yes\"}", "column \"flag\" (BOOLEAN): expected true or false at byte 8 of the record, found \"yes\"", "declare the column TEXT and convert it in the query")]
    [InlineData("{\"flag\":1}", "column \"flag\" (BOOLEAN): expected true or false at byte 8 of the record, found 1", null)]
    [InlineData("{\"day\":20240301}", "column \"day\" (DATE): expected a date such as \"2024-03-01\" at byte 7 of the record, found 20240301", "declare the column BIGINT and convert it in the query")]
    [InlineData("{\"ts\":\"yesterday\"}", "column \"ts\" (TIMESTAMP): expected a timestamp such as \"2024-03-01T10:00:00Z\" at byte 6 of the record, found \"yesterday\"", "declare the column TEXT and convert it in the query")]
    public void A_refused_record_is_explained(string record, string message, string? hint) => AssertExplained(Table, Encoding.UTF8.GetBytes(record), message, hint);

    [Theory]
    [InlineData("{}", "column \"id\" (BIGINT NOT NULL): the record has no key \"id\"", null)]
    [InlineData("{\"ID\":1}", "column \"id\" (BIGINT NOT NULL): the record has no key \"id\"", "it has \"ID\": names must be the same to the letter")]
    [InlineData("{\"id\":null}", "column \"id\" (BIGINT NOT NULL): expected a value at byte 6 of the record, found null", null)]
    [InlineData("{\"id\":1,\"id\":null}", "column \"id\" (BIGINT NOT NULL): expected a value at byte 13 of the record, found null", null)]
    public void A_missing_value_is_explained(string record, string message, string? hint) =>
        AssertExplained(new Schema(new Field("id", DataType.Int64, IsNullable: false)), Encoding.UTF8.GetBytes(record), message, hint);

    [Fact]
    public void A_record_that_is_null_is_explained()
    {
        var schema = new Schema(new Field("value", DataType.Json, IsNullable: false));
        using var decoder = new JsonUnstructuredDecoder(schema, DecoderLimits.Default);

        Assert.Equal(new BadRecordExplanation("column \"value\" (JSON NOT NULL): the record is null"), Explain(decoder, schema, "null"u8.ToArray()));
        Assert.Equal(
            new BadRecordExplanation("column \"value\" (JSON NOT NULL): the record has more than 64 levels"),
            Explain(decoder, schema, Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65))));
    }

    [Fact]
    public void A_hole_in_a_file_is_explained()
    {
        const string Hint = "remove them: `tr -d '\\000' < FILE`";
        AssertExplained(Table, new byte[4096], "the line holds 4096 zero bytes: the file has a hole, as after it was cut while it was written", Hint);
        AssertExplained(
            Table, [.. new byte[7], .. "{\"a\":1}"u8], "the line holds 7 zero bytes: the file has a hole, as after it was cut while it was written", Hint);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_explained()
    {
        AssertExplained(
            Table, [.. "{\"x\":\"caf"u8, 0xE9, .. "\"}"u8], "byte 9 of the record, 0xE9, is not UTF-8: {\"x\":\"caf\\xe9\"}", "convert the file, for example with `iconv -f WINDOWS-1252 -t UTF-8 FILE`");
        AssertExplained(Table, [0x1F, 0x8B, 8, 0, 0, 0], "these are bytes of a file compressed with gzip", "decompress it, or let the source recognise it by its first bytes");
        AssertExplained(Table, [0xFF, 0xFE, (byte)'{', 0], "the text is UTF-16, not UTF-8", "convert the file with `iconv -f UTF-16 -t UTF-8 FILE`");
    }

    [Fact]
    public void Excerpts_are_short_and_whole_characters()
    {
        var record = Encoding.UTF8.GetBytes("{\"text\":\"" + string.Concat(Enumerable.Repeat("äöü€", 50)) + "\" x \"" + new string('y', 500) + "\"}");
        var log = Explain(Table, record);

        Assert.StartsWith("not well-formed JSON: expected \",\" or \"}\" at byte 461 of the record, found \"x\": …äöü€äöü€\" x \"yyyy", log.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', log.Message);
        Assert.EndsWith("…", log.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_every_kind_of_damage_are_explained_without_a_failure()
    {
        var random = new Random(3);
        var generator = new RecordGenerator(random, Table);
        using var decoder = new JsonDecoder(Table, DecoderLimits.Default);
        var refused = 0;
        for (var i = 0; i < 30_000; i++)
        {
            // The log asks for the explanation of each.
            refused += Decoding.Record(decoder, Pool, Table, generator.Damage(generator.Next())).Length == 0 ? 0 : 1;
        }

        Assert.Equal(30_000, refused);
    }

    private void AssertExplained(Schema schema, byte[] record, string message, string? hint) =>
        Assert.Equal(new BadRecordExplanation(message, hint), Explain(schema, record));

    private BadRecordExplanation Explain(Schema schema, byte[] record)
    {
        using var decoder = new JsonDecoder(schema, DecoderLimits.Default);
        return Explain(decoder, schema, record);
    }

    private BadRecordExplanation Explain(IDecoder decoder, Schema schema, byte[] record)
    {
        using var builder = new BatchBuilder(Pool, schema);
        var log = new BadRecordLog();
        Assert.Equal(1, decoder.DecodeLines(record, true, builder, log).BadRecords);
        using var batch = builder.Finish();
        return log.Explanations[0];
    }
}
