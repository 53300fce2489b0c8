using System.Text.Json;

namespace Weir.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private const string Script = """
        CREATE TABLE numbers (id BIGINT NOT NULL, n INT) WITH (connector = 'single_file', path = 'in.json', format = 'json', bad_data = 'dead_letter');
        CREATE TABLE kept WITH (connector = 'filesystem', path = 'kept', format = 'json');
        INSERT INTO kept SELECT id, n * 2 AS twice FROM numbers WHERE n > 1;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Version_says_version_commit_and_runtime()
    {
        var result = (await Weir.RunAsync("--version")).Ends(0);

        Assert.Matches(@"^weir \d+\.\d+\.\d+\S* \(commit \S+, \.NET 10\.\S+, linux-\S+\)\n$", result.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("explain")]
    [InlineData("connectors")]
    [InlineData("checkpoints")]
    [InlineData("checkpoints", "list")]
    [InlineData("checkpoints", "show")]
    [InlineData("checkpoints", "verify")]
    [InlineData("dead-letters")]
    [InlineData("dead-letters", "list")]
    [InlineData("dead-letters", "show")]
    public async Task Every_command_has_help(params string[] command)
    {
        var result = (await Weir.RunAsync([.. command, "--help"])).Ends(0);

        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains(string.Join(' ', command), result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_script_alone_is_run()
    {
        _folder.Write("in.json", "{\"id\":1,\"n\":2}\n");
        var path = _folder.Write("s.sql", Script);
        (await Weir.RunAsync(path, "-q")).Ends(0);
        Assert.Single(Directory.GetFiles(_folder.At("kept")));

        // What has finished is said aloud, even quietly.
        var again = (await Weir.RunAsync("run", path, "-q")).Ends(0);
        Assert.Equal("the job had finished already; nothing was read or written (start anew with --fresh)\n", again.Error);
        Assert.Contains("\"missing.sql\"", (await Weir.RunAsync("missing.sql")).Ends(2).Error, StringComparison.Ordinal);

        // Its options may stand before it.
        Assert.Equal(again.Error, (await Weir.RunAsync("-q", path)).Ends(0).Error);
        Assert.Contains("\"a\":1", (await Weir.RunAsync("-q", "-e", "SELECT 1 AS a")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("\"a\":1", (await Weir.RunInAsync(_folder.At("."), "SELECT 1 AS a", "-", "-q")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-rows", "run", "-e", "SELECT 1 AS a", "--max-rows", "-1")]
    [InlineData("--from-checkpoint", "run", "-e", "SELECT 1 AS a", "--from-checkpoint", "-1")]
    [InlineData("--slot", "checkpoints", "show", ".", "--slot", "-1")]
    [InlineData("--max", "dead-letters", "show", ".", "--max", "-1")]
    public async Task Counts_are_not_negative(string option, params string[] arguments)
    {
        var result = (await Weir.RunAsync(arguments)).Ends(2);
        Assert.StartsWith($"{option} cannot be -1: write a number of at least 0\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_script_is_told_before_its_options_are_asked_for()
    {
        var result = (await Weir.RunAsync("run", "-e", "INSERT INTO nowhere SELECT 1 FROM nothing;", "--checkpoint-interval", "never")).Ends(2);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--checkpoint-interval", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_number_is_seconds()
    {
        var result = (await Weir.RunAsync("run", "--timeout", "1", "-e", "CREATE TABLE n WITH (connector = 'impulse', event_rate = '10'); SELECT counter FROM n;")).Ends(0);
        Assert.Contains("stopped in 1.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_are_shown_of_all_tables_or_of_one()
    {
        _folder.Write("in.json", "{\"id\":1,\"n\":2}\n{bad\n");
        _folder.Write("other.json", "{worse\n");
        var path = _folder.Write("s.sql", Script.Replace("TABLE kept", """
            TABLE others (id BIGINT) WITH (connector = 'single_file', path = 'other.json', format = 'json', bad_data = 'dead_letter');
            CREATE TABLE kept
            """, StringComparison.Ordinal) + "INSERT INTO kept SELECT id, id AS twice FROM others;");
        (await Weir.RunAsync(path)).Ends(0);
        var all = (await Weir.RunAsync("dead-letters", "show", path)).Ends(0).Output;
        Assert.Contains("{bad", all, StringComparison.Ordinal);
        Assert.Contains("{worse", all, StringComparison.Ordinal);
        Assert.DoesNotContain("{bad", (await Weir.RunAsync("dead-letters", "show", path, "--table", "OTHERS")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("table \"kept\" has no dead letters", (await Weir.RunAsync("dead-letters", "show", path, "--table", "kept")).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_have_the_extension_that_is_wanted()
    {
        _folder.Write("in.json", "{\"id\":1,\"n\":2}\n");
        (await Weir.RunAsync(_folder.Write("s.sql", Script.Replace("path = 'kept'", "path = 'kept', 'filename.extension' = 'ndjson'", StringComparison.Ordinal)))).Ends(0);
        Assert.EndsWith("-00000.ndjson", Assert.Single(Directory.GetFiles(_folder.At("kept"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_says_that_a_script_is_fine()
    {
        var result = (await Weir.RunAsync("validate", "-e", Script)).Ends(0);

        Assert.Contains("fine, 1 source(s), 1 sink(s)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_shows_every_syntax_error()
    {
        var result = (await Weir.RunAsync("validate", "-e", "CREATE TABLE a (x INT) WITH (connector = 'blackhole');\nSELECT 1 +;\nSELECT FROM;\n")).Ends(2);

        Assert.Contains("-e:2:11: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("-e:3:8: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_shows_operators_guarantees_and_what_is_kept()
    {
        var result = (await Weir.RunAsync("explain", "-e", Script)).Ends(0);

        Assert.Contains("single_file", result.Output, StringComparison.Ordinal);
        Assert.Contains("sink \"kept\": exactly once: its sources can replay", result.Output, StringComparison.Ordinal);
        Assert.Contains("checkpoints are kept on disk", result.Output, StringComparison.Ordinal);
        using var plan = JsonDocument.Parse((await Weir.RunAsync("explain", "-e", Script, "--json")).Ends(0).Output);
        Assert.Equal(JsonValueKind.Object, plan.RootElement.ValueKind);
    }

    [Fact]
    public async Task Connectors_lists_them_and_the_options_of_one()
    {
        var all = (await Weir.RunAsync("connectors")).Ends(0);
        Assert.All(["blackhole:", "filesystem:", "impulse:", "single_file:", "stdout:"], name => Assert.Contains(name, all.Output, StringComparison.Ordinal));

        var one = (await Weir.RunAsync("connectors", "impulse", "--json")).Ends(0);
        Assert.Equal("impulse", one.Objects.Single().GetProperty("name").GetString());
        Assert.Contains(one.Objects.Single().GetProperty("options").EnumerateArray(), option => option.GetProperty("name").GetString() == "event_rate" && option.GetProperty("required").GetBoolean());
    }

    /// <summary>A page for people and a schema for forms, both made from the record of settings; WEIR_UPDATE_GOLDEN=1 writes them anew.</summary>
    [Theory]
    [InlineData("blackhole")]
    [InlineData("filesystem")]
    [InlineData("impulse")]
    [InlineData("single_file")]
    [InlineData("stdout")]
    public async Task The_page_and_the_schema_of_a_connector_are_those_of_its_settings(string name)
    {
        var page = (await Weir.RunAsync("connectors", name, "--markdown")).Ends(0).Output;
        var json = (await Weir.RunAsync("connectors", name, "--json")).Ends(0).Output;
        foreach (var (text, path) in new[]
        {
            (page, Path.Combine(Weir.Repository, "docs", "connectors", $"{name}.md")),
            (json, Path.Combine(Weir.Repository, "tests", "Weir.Cli.Tests", "Connectors", $"{name}.json")),
        })
        {
            if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text);
            }

            Assert.Equal(await File.ReadAllTextAsync(path), text);
        }
    }

    [Fact]
    public async Task Checkpoints_and_dead_letters_of_a_run_can_be_looked_at()
    {
        _folder.Write("in.json", "{\"id\":1,\"n\":1}\n{\"id\":2,\"n\":2}\nnot json\n{\"id\":null}\n{\"id\":3,\"n\":3}\n");
        var script = _folder.Write("job.sql", Script);
        var before = (await Weir.RunAsync("checkpoints", "list", script)).Ends(2);
        Assert.Contains("has not kept any state yet", before.Error, StringComparison.Ordinal);
        (await Weir.RunAsync("run", script)).Ends(0);

        var list = (await Weir.RunAsync("checkpoints", "list", script)).Ends(0);
        Assert.Contains("(current)", list.Output, StringComparison.Ordinal);
        Assert.Contains(", settled", list.Output, StringComparison.Ordinal);
        var slots = (await Weir.RunAsync("checkpoints", "list", script, "--json")).Ends(0).Objects;
        Assert.All(slots, slot => Assert.True(slot.GetProperty("settled").GetBoolean()));

        var show = (await Weir.RunAsync("checkpoints", "show", script)).Ends(0);
        Assert.Contains("source \"numbers\"", show.Output, StringComparison.Ordinal);
        Assert.Contains("sink \"kept\" publishes", show.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", (await Weir.RunAsync("checkpoints", "verify", script)).Ends(0).Output, StringComparison.Ordinal);

        var letters = (await Weir.RunAsync("dead-letters", "list", script)).Ends(0);
        Assert.Contains("table \"numbers\": 2 dead letters", letters.Output, StringComparison.Ordinal);
        var shown = (await Weir.RunAsync("dead-letters", "show", script, "--table", "numbers", "--json")).Ends(0).Objects;
        Assert.Equal(["not json", "{\"id\":null}"], shown.Select(letter => letter.GetProperty("text").GetString()));
        Assert.Equal([30, 39], shown.Select(letter => letter.GetProperty("offset").GetInt32()));
        Assert.Single((await Weir.RunAsync("dead-letters", "show", script, "--table", "numbers", "--json", "--max", "1")).Ends(0).Lines);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_found()
    {
        _folder.Write("in.json", "{\"id\":2,\"n\":2}\n");
        var script = _folder.Write("job.sql", Script);
        (await Weir.RunAsync("run", script)).Ends(0);
        var manifest = Directory.GetFiles(_folder.At(".weir", "job"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("\"numbers\"", "\"numbrs\""));

        Assert.Contains("damaged", (await Weir.RunAsync("checkpoints", "verify", script)).Ends(1).Output, StringComparison.Ordinal);
    }

    /// <summary>What cannot be read is a sentence and an exit code, and never "there are none".</summary>
    [Fact]
    public async Task Looking_at_what_cannot_be_read_says_what_it_is()
    {
        _folder.Write("in.json", "not json\n{\"id\":2,\"n\":2}\n");
        var script = _folder.Write("job.sql", Script);
        (await Weir.RunAsync("run", script)).Ends(0);
        string[][] looks = [["checkpoints", "list"], ["checkpoints", "show"], ["checkpoints", "verify"], ["dead-letters", "list"], ["dead-letters", "show"]];

        var segment = Assert.Single(Directory.GetFiles(_folder.At(".weir", "job"), "*", SearchOption.AllDirectories), path => path.Contains("dead-letters", StringComparison.Ordinal));
        var letters = await File.ReadAllBytesAsync(segment);
        await File.WriteAllBytesAsync(segment, letters[..^3]);
        foreach (var look in looks[3..])
        {
            var result = (await Weir.RunAsync([.. look, script])).Ends(1);
            Assert.StartsWith($"error: the dead letters \"{segment}\" have {letters.Length - 3} bytes, but {letters.Length} were kept", result.Error, StringComparison.Ordinal);
        }

        File.Delete(segment);
        foreach (var look in looks[3..])
        {
            Assert.Contains(segment, (await Weir.RunAsync([.. look, script])).Ends(1).Error, StringComparison.Ordinal);
        }

        var current = _folder.At(".weir", "job", "current");
        File.Delete(current);
        foreach (var look in looks[1..])
        {
            Assert.NotEqual("", (await Weir.RunAsync([.. look, script])).Error);
        }

        Directory.CreateDirectory(current);
        foreach (var look in looks.Append(["run", "-q"]))
        {
            var result = (await Weir.RunAsync([.. look, script])).Ends(look[0] == "run" ? 2 : 1);
            Assert.StartsWith($"error: could not read \"{current}\"", result.Error, StringComparison.Ordinal);
        }
    }
}
