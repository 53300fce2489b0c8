using System.Text;

namespace Weir.Cli.Tests;

/// <summary>Inputs that people really have, and mistakes that people really make, through the built program.</summary>
public sealed class OddInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dead_letter_of_a_generated_column_holds_the_record_that_failed()
    {
        // Blank lines, a record the decoder refuses and a line of 20 MB stand between the rows, so that rows and lines do not count alike.
        var lines = new[]
        {
            "{\"k\":\"1\"}", "  ", "{\"k\":\"bad 1\"}", "not json", "", $"{{\"k\":\"{new string('x', 20 << 20)}\"}}", "{\"k\":\"bad 2\"}", "\r", "{\"k\":\"2\"}",
            "{\"k\":\"bad 3\"}\r",
        };
        Write("in.json", string.Join('\n', lines) + "\n");
        Write("s.sql", """
            CREATE TABLE t (k TEXT, n BIGINT GENERATED ALWAYS AS (CAST(k AS BIGINT)))
            WITH (connector = 'single_file', path = 'in.json', format = 'json', bad_data = 'dead_letter');
            SELECT n FROM t;
            """);
        var rows = (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"), "--quiet")).Ends(0);
        Assert.Equal(["{\"n\":1}", "{\"n\":2}"], rows.Lines);

        var letters = (await Weir.RunAsync("dead-letters", "show", Path.Combine(_folder.Path, "s.sql"), "--table", "t", "--json")).Ends(0);
        var all = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var kept = letters.Lines.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).Where(letter => letter.GetProperty("text").GetString()!.Length < 100)
            .Select(letter => (Text: letter.GetProperty("text").GetString()!, Offset: letter.GetProperty("offset").GetInt32())).ToList();
        Assert.Equal(5, letters.Lines.Length);
        Assert.Equal(["not json", "{\"k\":\"bad 1\"}", "{\"k\":\"bad 2\"}", "{\"k\":\"bad 3\"}"], kept.Select(letter => letter.Text).Order(StringComparer.Ordinal));
        Assert.All(kept, letter => Assert.Equal(letter.Text, Encoding.UTF8.GetString(all, letter.Offset, letter.Text.Length)));
    }

    [Fact]
    public async Task Two_tables_that_write_one_file_are_refused()
    {
        Write("s.sql", """
            CREATE TABLE n WITH (connector = 'impulse', event_rate = 1000, message_count = 3);
            CREATE TABLE a (x BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
            CREATE TABLE b (x BIGINT) WITH (connector = 'single_file', path = './out.json', format = 'json');
            INSERT INTO a SELECT counter FROM n;
            INSERT INTO b SELECT counter FROM n;
            """);
        var result = (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"))).Ends(2);
        Assert.Contains("tables \"a\" and \"b\" both write", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_several_names_is_read_once_and_a_loop_of_links_ends()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "in"));
        Write("in/a.json", "{\"x\":1}\n");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "in/b.json"), Path.Combine(_folder.Path, "in/a.json"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "in/loop"), Path.Combine(_folder.Path, "in"));
        Write("s.sql", """
            CREATE TABLE t (x BIGINT) WITH (connector = 'filesystem', path = 'in', format = 'json', 'source.regex_pattern' = 'json$');
            SELECT x FROM t;
            """);
        var result = (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"))).Ends(0);
        Assert.Equal(["{\"x\":1}"], result.Lines);
        Assert.Contains("in/loop\" is a link to a folder, and what is behind it is not read", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_file_name_that_is_none_is_refused_without_its_value()
    {
        Write("s.sql", "CREATE TABLE o WITH (connector = 'filesystem', path = 'o', format = 'json', 'filename.prefix' = '../evil');\nINSERT INTO o SELECT 1 AS a;");
        var result = (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"))).Ends(2);
        Assert.Contains("\"filename.prefix\" is no part of a file name", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("evil\"", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_record()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "in.json"), [0xEF, 0xBB, 0xBF, .. "{\"x\":1}\n{\"x\":2}\n"u8]);
        Write("s.sql", "CREATE TABLE t (x BIGINT) WITH (connector = 'single_file', path = 'in.json', format = 'json');\nSELECT x FROM t;");
        Assert.Equal(["{\"x\":1}", "{\"x\":2}"], (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"))).Ends(0).Lines);
    }

    [Fact]
    public async Task Text_beyond_what_offsets_reach_is_an_error_not_a_crash()
    {
        Write("in.json", $"{{\"name\":\"{new string('x', 8 << 20)}\"}}\n");
        Write("s.sql", $"""
            CREATE TABLE t (name TEXT) WITH (connector = 'single_file', path = 'in.json', format = 'json');
            SELECT character_length(replace(name, 'x', '{new string('q', 300)}')) AS n FROM t;
            """);
        var result = (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"))).Ends(1);
        Assert.Contains("the texts of one column would need", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path = '{{ WEIR_TEST_NOT_SET }}'", "WEIR_TEST_NOT_SET")]
    [InlineData("path = 's3://bucket/x'", "s3://")]
    [InlineData("path = '.'", "is a folder")]
    public async Task Wrong_options_end_with_exit_code_2(string option, string message)
    {
        Write("s.sql", $"CREATE TABLE t (x BIGINT) WITH (connector = 'single_file', {option}, format = 'json');\nSELECT x FROM t;");
        var result = (await Weir.RunAsync("run", Path.Combine(_folder.Path, "s.sql"))).Ends(2);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => _folder.Write(name, text);
}
