using System.Text;
using Weir.Checkpoints.Local;
using Weir.Connectors;
using Weir.Formats;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Tasks;

public sealed class TableCollectorTests : LeakCheckedTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly SourceCounters _counters = new();

    [Fact]
    public async Task Rows_are_gathered_until_they_are_taken()
    {
        await using var table = Make("n BIGINT", "fail");
        Decode(table, 0, "{\"n\":1}\n{\"n\":2}\n");
        Assert.Null(table.Collector.TakeFull());
        Decode(table, 16, "{\"n\":3}\n");
        Assert.Equal([1L, 2L, 3L], Take(table));
        Assert.Null(table.Collector.TakeAll());
        Assert.Equal(3, _counters.Read);
    }

    [Fact]
    public async Task Half_a_line_is_left_to_come_again()
    {
        await using var table = Make("n BIGINT", "fail");
        var text = "{\"n\":1}\n{\"n\":2"u8;
        Assert.Equal(8, table.Collector.DecodeLines(text, false, new RecordOrigin("p", 0)));
        Assert.Equal(0, table.Collector.DecodeLines("{\"n\":2"u8, false, new RecordOrigin("p", 8)));
        Assert.Equal(7, table.Collector.DecodeLines("{\"n\":2}"u8, true, new RecordOrigin("p", 8)));
        Assert.Equal([1L, 2L], Take(table));
    }

    [Fact]
    public async Task A_bad_record_fails_with_its_byte_and_its_partition()
    {
        await using var table = Make("n BIGINT", "fail");
        var exception = Assert.Throws<ConnectorException>(() => Decode(table, 100, "{\"n\":1}\n{\"n\":\"x\"}\n"));
        Assert.Contains("byte 108 of \"p\"", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Fault.User, exception.Fault);
    }

    [Fact]
    public async Task A_bad_record_is_dropped_and_counted()
    {
        await using var table = Make("n BIGINT", "drop");
        Decode(table, 0, "{\"n\":1}\n{bad\n{\"n\":2}\n");
        Assert.Equal([1L, 2L], Take(table));
        Assert.Equal(1, _counters.Dropped);
    }

    [Fact]
    public async Task A_row_whose_generated_column_fails_is_kept_with_its_own_bytes_and_place()
    {
        await using var table = Make("a TEXT, n BIGINT GENERATED ALWAYS AS (CAST(a AS BIGINT))", "dead_letter");

        // Between the rows stand what makes none: a blank line, a record that is refused already, and a line that ends as on other systems.
        Decode(table, 50, "{\"a\":\"1\"}\n\n{bad\n{\"a\":\"x\"}\r\n{\"a\":\"2\"}\n{\"a\":\"y\"}\n");
        Assert.Equal([1L, 2L], Take(table, column: 1));
        Assert.Equal(3, _counters.Dead);
        Assert.Equal([(61L, "{bad"), (66L, "{\"a\":\"x\"}"), (87L, "{\"a\":\"y\"}")], await LettersAsync(table));
    }

    [Fact]
    public async Task A_null_for_a_column_that_may_not_be_null_is_a_bad_record()
    {
        await using var table = Make("a TEXT, n BIGINT NOT NULL GENERATED ALWAYS AS (CAST(a AS BIGINT))", "dead_letter");
        Decode(table, 0, "{\"a\":\"1\"}\n{\"a\":null}\n");
        Assert.Equal([1L], Take(table, column: 1));
        Assert.Equal([(10L, "{\"a\":null}")], await LettersAsync(table));
    }

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    private static void Decode(Table table, long offset, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes.Length, table.Collector.DecodeLines(bytes, false, new RecordOrigin("p", offset)));
    }

    private static long[] Take(Table table, int column = 0)
    {
        using var batch = table.Collector.TakeAll();
        return batch is null ? [] : [.. Rows.Values(batch).Select(row => (long)row[column]!)];
    }

    private static async Task<(long Offset, string Text)[]> LettersAsync(Table table)
    {
        table.Letters.Cut();
        var carry = (await table.Letters.FlushAsync())!;
        return [.. File.ReadAllLines(Path.Combine(table.LetterFolder, DeadLetterFiles.ReadCarry(carry).Single().Name))
            .Select(line => DeadLetter.Parse(Encoding.UTF8.GetBytes(line))).Select(letter => (letter.Offset, Encoding.UTF8.GetString(letter.Bytes.Span)))
            .OrderBy(letter => letter.Offset)];
    }

    private Table Make(string columns, string badData)
    {
        var node = new FakeConnector().Plan($"""
            CREATE TABLE t ({columns}) WITH (connector = 'fake', format = 'json', type = 'source', bad_data = '{badData}');
            CREATE TABLE o WITH (connector = 'fake', format = 'json', type = 'sink');
            INSERT INTO o SELECT * FROM t;
            """).Sources.Single();
        var json = FormatCatalog.Find("json")!;
        var decoder = json.CreateDecoder(node.Decoded, new FormatSettings.Json(), DecoderLimits.Default);
        var letters = new DeadLetterWriter("t", _folder.Path, LocalFileLayer.Instance, TimeProvider.System);
        return new Table(new TableCollector(node, Pool, decoder, letters, _counters, TimeProvider.System, (_, _) => { }), letters, DeadLetterFiles.Folder(_folder.Path, "t"));
    }

    private sealed record Table(TableCollector Collector, DeadLetterWriter Letters, string LetterFolder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Collector.Dispose();
            await Letters.DisposeAsync();
        }
    }
}
