using System.IO.Compression;

namespace Weir.Cli.Tests;

/// <summary>What a person sees of inputs that are not as they should be, with the built program.</summary>
public sealed class BadRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2,}\n", "line 2, byte 8", "a comma stands before \"}\" at byte 7 of the record: {\"a\":2,}", "remove the comma")]
    [InlineData("[{\"a\":1},\n {\"a\":2}]\n", "line 1, byte 0", "the line ends inside the record", "jq -c '.[]' FILE")]
    [InlineData("[{\"a\":1},{\"a\":2}]\n", "line 1, byte 0", "the record is an array, not an object", "jq -c '.[]' FILE")]
    [InlineData("{\n  \"a\": 1\n}\n", "line 1, byte 0", "the line ends inside the record: expected a key in quotes or \"}\" behind {", "jq -c . FILE")]
    [InlineData("{\"a\":1}{\"a\":2}\n", "line 1, byte 0", "a second record stands on the line", "jq -c . FILE")]
    [InlineData("{\"a\":1}\n\uFEFF{\"a\":2}\n", "line 2, byte 8", "a byte-order mark stands before the record", "remove it")]
    [InlineData("{\"a\":1}\r{\"a\":2}\r", "line 1, byte 0", "lines end with carriage returns alone", "tr '\\r' '\\n'")]
    [InlineData("{\"a\":1}\n\n{\"a\":\"x\"}\n", "line 3, byte 9", "column \"a\" (BIGINT): expected a number at byte 5 of the record, found \"x\"", "bad_data = 'drop' or 'dead_letter'")]
    [InlineData("{\"a\":NaN}\n", "line 1, byte 0", "NaN is no value of JSON", "write null")]
    public async Task A_bad_record_says_where_what_and_the_way_out(string input, string place, string message, string hint)
    {
        var error = (await RunAsync(input, "format = 'json'")).Ends(1).Error;

        Assert.Contains($"has a bad record at {place} of \"{_folder.At("in.json")}\": {message}", error, StringComparison.Ordinal);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16_is_named()
    {
        await File.WriteAllTextAsync(_folder.At("in.json"), "{\"a\":1}\n{\"a\":2}\n", System.Text.Encoding.Unicode);
        var error = (await RunAsync(null, "format = 'json'")).Ends(1).Error;

        Assert.Contains("the text is UTF-16, not UTF-8", error, StringComparison.Ordinal);
        Assert.Contains("iconv -f UTF-16 -t UTF-8", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_is_unpacked_or_named()
    {
        await using (var stream = new GZipStream(File.Create(_folder.At("in.json")), CompressionLevel.Fastest))
        {
            stream.Write("{\"a\":1}\n{\"a\":2}\n"u8);
        }

        Assert.Equal(["{\"a\":1}", "{\"a\":2}"], (await RunAsync(null, "format = 'json'")).Ends(0).Lines);
        Assert.Equal(["{\"a\":1}", "{\"a\":2}"], (await RunAsync(null, "format = 'json', 'source.compression' = 'gzip'")).Ends(0).Lines);
        Assert.Contains("these are bytes of a file compressed with gzip", (await RunAsync(null, "format = 'json', 'source.compression' = 'none'")).Ends(1).Error, StringComparison.Ordinal);
        Assert.Contains("is not compressed with zstd", (await RunAsync(null, "format = 'json', 'source.compression' = 'zstd'")).Ends(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_line_is_read_when_the_option_says_so()
    {
        var text = new string('x', 20 << 20);
        var input = $"{{\"a\":1,\"t\":\"{text}\"}}\n{{\"a\":2}}\n";
        Assert.Contains("the line is longer than 16777216 bytes", (await RunAsync(input, "format = 'json'")).Ends(1).Error, StringComparison.Ordinal);
        Assert.Equal(["{\"a\":1}", "{\"a\":2}"], (await RunAsync(input, "format = 'json', 'framing.newline.max_length' = 30000000")).Ends(0).Lines);
    }

    [Fact]
    public async Task A_column_that_no_record_has_is_said_at_the_end()
    {
        var result = (await RunAsync("{\"A\":1,\"b\":2}\n{\"A\":2,\"b\":2}\n", "format = 'json'")).Ends(0);

        Assert.Equal(["{\"a\":null}", "{\"a\":null}"], result.Lines);
        Assert.Contains("warning: table \"t\": no record has a value for column \"a\"", result.Error, StringComparison.Ordinal);
        Assert.Contains("the first has \"A\": names must be the same to the letter", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_only_some_records_have_is_not()
    {
        Assert.DoesNotContain("warning", (await RunAsync("{\"b\":2}\n{\"a\":2}\n", "format = 'json'")).Ends(0).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", (await RunAsync("{\"a\":null}\n", "format = 'json'")).Ends(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_looks_like_milliseconds_is_said_once()
    {
        var result = (await RunAsync("{\"a\":1709287200000}\n{\"a\":1709287200001}\n", "format = 'json'", "TIMESTAMP")).Ends(0);

        Assert.Contains(
            "warning: table \"t\": column \"a\": the number 1709287200000 is read as nanoseconds, 1970-01-01T00:28:29.287200; it looks like milliseconds", result.Error, StringComparison.Ordinal);
        Assert.Contains("'json.timestamp_format' = 'unix_millis'", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.Split("looks like").Length);
        Assert.Equal(
            ["{\"a\":\"2024-03-01T10:00:00\"}"],
            (await RunAsync("{\"a\":1709287200000}\n", "format = 'json', 'json.timestamp_format' = 'unix_millis'", "TIMESTAMP")).Ends(0).Lines);
    }

    [Fact]
    public async Task A_file_that_is_cut_while_it_is_read_fails_the_run()
    {
        // A terminal that reads slowly holds the run back until the file is cut.
        await File.WriteAllLinesAsync(_folder.At("in.json"), Enumerable.Range(0, 2_000_000).Select(n => $"{{\"a\":{n}}}"));
        var size = new FileInfo(_folder.At("in.json")).Length;
        var script = _folder.Write(
            "job.sql",
            "CREATE TABLE t (a BIGINT) WITH (connector = 'single_file', path = 'in.json', format = 'json', bad_data = 'drop');\n"
                + "CREATE TABLE out WITH (connector = 'stdout', format = 'json');\nINSERT INTO out SELECT a FROM t;\n");
        using var process = new System.Diagnostics.Process
        {
            StartInfo = new System.Diagnostics.ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "weir"), ["run", script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        await using (var file = new FileStream(_folder.At("in.json"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength("{\"a\":0}\n".Length * 10);
        }

        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, process.ExitCode);
        Assert.Contains($"/in.json\" lost data while it was read: it was {size} bytes long when it was opened, and is 80 now", await errors, StringComparison.Ordinal);
    }

    private async Task<WeirResult> RunAsync(string? input, string options, string type = "BIGINT")
    {
        if (input is not null)
        {
            await File.WriteAllTextAsync(_folder.At("in.json"), input);
        }

        var script = _folder.Write("job.sql", $"CREATE TABLE t (a {type}) WITH (connector = 'single_file', path = 'in.json', {options});\nSELECT a FROM t;\n");
        return await Weir.RunAsync("run", script);
    }
}
