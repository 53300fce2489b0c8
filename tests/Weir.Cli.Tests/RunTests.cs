namespace Weir.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private const string Numbers = "CREATE TABLE numbers WITH (connector = 'impulse', event_rate = 100000, message_count = 10);\n";
    private const string Endless = "CREATE TABLE numbers WITH (connector = 'impulse', event_rate = 1000);\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inline_sql_gives_rows_on_standard_output_and_the_rest_on_standard_error()
    {
        var result = (await Weir.RunAsync("run", "-e", Numbers + "SELECT counter FROM numbers WHERE counter > 7")).Ends(0);

        Assert.Equal(["{\"counter\":8}", "{\"counter\":9}"], result.Lines);
        Assert.StartsWith("finished in ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_may_come_from_standard_input()
    {
        var result = (await Weir.RunInAsync(_folder.Path, Numbers + "SELECT counter FROM numbers WHERE counter < 1;", "run", "-", "--quiet")).Ends(0);

        Assert.Equal(["{\"counter\":0}"], result.Lines);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Variables_are_filled()
    {
        var result = (await Weir.RunAsync("run", "-e", Numbers + "SELECT counter + ${more} AS n FROM numbers WHERE counter = ${which}", "--set", "more=100", "--set", "which=3")).Ends(0);

        Assert.Equal(["{\"n\":103}"], result.Lines);
    }

    [Fact]
    public async Task A_script_that_keeps_no_position_says_what_it_leaves_beside()
    {
        await File.WriteAllTextAsync(_folder.At("job.sql"), Numbers + "CREATE TABLE o (n BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json', type = 'sink');\nINSERT INTO o SELECT counter FROM numbers;");
        var first = (await Weir.RunInAsync(_folder.Path, null, "run", "job.sql")).Ends(0);
        Assert.DoesNotContain("keeps no position", first.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder.At("job.sql"), Numbers + "SELECT counter FROM numbers WHERE counter > 8;");
        var second = (await Weir.RunInAsync(_folder.Path, null, "run", "job.sql")).Ends(0);
        Assert.Equal(["{\"counter\":9}"], second.Lines);
        var job = (await File.ReadAllTextAsync(_folder.At(".weir", "job", "current"))).Trim();
        Assert.Contains($"note: this script keeps no position, and reads from the start; job \"{job}\" in {_folder.At(".weir", "job")} stays as it is", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_come_from_a_file_and_are_checked()
    {
        var profiles = _folder.At("profiles.json");
        await File.WriteAllTextAsync(profiles, "[]");
        Assert.Equal(["{\"counter\":9}"], (await Weir.RunAsync("run", "-q", "-e", Numbers + "SELECT counter FROM numbers WHERE counter > 8", "--profiles", profiles)).Ends(0).Lines);

        await File.WriteAllTextAsync(profiles, "[{\"name\":\"p\",\"connector\":\"impulse\",\"config\":{}}]");
        var wrong = (await Weir.RunAsync("validate", "-e", Numbers, "--profiles", profiles)).Ends(2);
        Assert.Contains($"error: the profiles in \"{profiles}\" are wrong: connector \"impulse\" has no profiles (at /0/connector: write the options at the table)", wrong.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(profiles, "[");
        Assert.Contains($"error: cannot read the profiles in \"{profiles}\": ", (await Weir.RunAsync("run", "-e", Numbers + "SELECT 1", "--profiles", profiles)).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains(_folder.At("none"), (await Weir.RunAsync("explain", "-e", Numbers + "SELECT 1", "--profiles", _folder.At("none"))).Ends(2).Error, StringComparison.Ordinal);

        var named = (await Weir.RunAsync("validate", "-e", "CREATE TABLE numbers WITH (connector = 'impulse', event_rate = 1, connection_profile = 'p'); SELECT 1")).Ends(2);
        Assert.Contains("connector \"impulse\" has no profiles", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Max_rows_ends_an_endless_query()
    {
        var result = (await Weir.RunAsync("run", "-e", Endless + "SELECT counter FROM numbers", "--max-rows", "3")).Ends(0);

        Assert.Equal(["{\"counter\":0}", "{\"counter\":1}", "{\"counter\":2}"], result.Lines);
        Assert.Contains("stopped in ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeout_ends_an_endless_query()
    {
        var result = (await Weir.RunAsync("run", "-e", Endless + "SELECT counter FROM numbers", "--timeout", "2s")).Ends(0);

        Assert.Contains("stopped in ", result.Error, StringComparison.Ordinal);
        Assert.NotEmpty(result.Lines);
    }

    [Fact]
    public async Task Json_is_one_object_a_line_with_its_kind()
    {
        var result = (await Weir.RunAsync("run", "-e", Numbers + "SELECT counter FROM numbers WHERE counter < 2", "--json")).Ends(0);

        Assert.All(result.Objects, line => Assert.Contains(line.GetProperty("kind").GetString(), (string[])["row", "progress", "checkpoint", "diagnostic", "summary"]));
        Assert.Equal([0, 1], result.Objects.Where(line => line.GetProperty("kind").GetString() == "row").Select(line => line.GetProperty("row").GetProperty("counter").GetInt32()));
        Assert.Equal("finished", result.Summary.GetProperty("ending").GetString());
        Assert.Equal(10, result.Summary.GetProperty("sources")[0].GetProperty("read").GetInt32());
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Every_kind_and_member_of_json_stands_on_its_page()
    {
        await File.WriteAllTextAsync(_folder.At("job.sql"), Numbers + "CREATE TABLE o (n BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json', type = 'sink');\nINSERT INTO o SELECT counter FROM numbers;\nSELECT counter FROM numbers;");
        var ran = (await Weir.RunInAsync(_folder.Path, null, "run", "job.sql", "--json")).Ends(0);
        var refused = (await Weir.RunAsync("run", "-e", Numbers + "SELECT countr FROM numbers", "--json")).Ends(2);
        var page = await File.ReadAllTextAsync(Path.Combine(Weir.Repository, "docs", "json-output.md"));

        Assert.Equal(["checkpoint", "diagnostic", "row", "summary"], ran.Objects.Select(line => line.GetProperty("kind").GetString()!).Where(kind => kind != "progress").Distinct().Order(StringComparer.Ordinal));
        Assert.All(ran.Objects.Concat(refused.Objects), line =>
        {
            Assert.Contains($"| `{line.GetProperty("kind").GetString()}` |", page, StringComparison.Ordinal);
            Assert.All(line.EnumerateObject(), member => Assert.Contains($"`{member.Name}`", page, StringComparison.Ordinal));
            foreach (var list in (string[])["sources", "sinks"])
            {
                Assert.All(
                    line.TryGetProperty(list, out var entries) ? entries.EnumerateArray().SelectMany(entry => entry.EnumerateObject()) : [],
                    member => Assert.Contains($"`{member.Name}`", page, StringComparison.Ordinal));
            }
        });
    }

    [Fact]
    public async Task Json_diagnostics_have_their_place()
    {
        var result = (await Weir.RunAsync("run", "-e", Numbers + "SELECT countr FROM numbers", "--json")).Ends(2);

        var diagnostic = result.Objects.Single();
        Assert.Equal(("diagnostic", "error"), (diagnostic.GetProperty("kind").GetString(), diagnostic.GetProperty("severity").GetString()));
        Assert.Equal((2, 8), (diagnostic.GetProperty("line").GetInt32(), diagnostic.GetProperty("column").GetInt32()));
        Assert.Contains("counter", diagnostic.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_shown_with_line_caret_and_hint()
    {
        var script = _folder.Write("broken.sql", Numbers + "SELECT counter,\n       countr FROM numbers;\n");
        var result = (await Weir.RunAsync("run", script)).Ends(2);

        Assert.Contains("broken.sql:3:8: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(" 3 |        countr FROM numbers;\n   |        ^^^^^^\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("CREATE TABLE t WITH (connector = 'impuls', event_rate = 1); SELECT * FROM t", "impulse")]
    [InlineData("CREATE TABLE t WITH (connector = 'impulse', event_rat = 1); SELECT * FROM t", "event_rate")]
    [InlineData("CREATE TABLE numbers WITH (connector = 'impulse', event_rate = 1); SELECT * FROM number", "numbers")]
    [InlineData("CREATE TABLE t WITH (connector = 'impulse', event_rate = 1); SELECT uper('a') FROM t", "upper")]
    public async Task A_slip_of_the_pen_is_answered_with_what_was_meant(string sql, string meant)
    {
        var result = (await Weir.RunAsync("validate", "-e", sql)).Ends(2);

        Assert.Contains($"did you mean \"{meant}\"", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_that_fails_exits_with_one_and_says_why()
    {
        var result = (await Weir.RunAsync("run", "-e", Numbers + "SELECT 1 / counter AS q FROM numbers")).Ends(1);

        Assert.Contains("division by zero", result.Error, StringComparison.Ordinal);
        Assert.Contains("on_error", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "nowhere.sql")]
    [InlineData("run")]
    [InlineData("run", "a.sql", "-e", "SELECT 1")]
    [InlineData("run", "a.sql", "--max-row", "3")]
    [InlineData("run", "-e", "SELECT 1", "--timeout", "soon")]
    [InlineData("run", "-e", "SELECT 1", "--set", "novalue")]
    [InlineData("run", "-e", "SELECT 1", "--checkpoint-interval", "1ms")]
    [InlineData("run", "-e", "SELECT 1", "--overwrite")]
    [InlineData("run", "-e", "SELECT 1", "--fresh", "--from-checkpoint", "3")]
    [InlineData("run", "-e", "SELECT 1", "--parallelism", "4")]
    [InlineData("checkpoints", "list", "nowhere.sql")]
    [InlineData("dead-letters", "show", "nowhere.sql")]
    [InlineData("connectors", "kafak")]
    [InlineData("fly")]
    public async Task What_was_given_wrongly_exits_with_two_and_a_sentence(params string[] arguments)
    {
        var result = (await Weir.RunInAsync(_folder.Path, null, arguments)).Ends(2);

        Assert.NotEqual("", result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_that_keeps_state_needs_a_place_for_it()
    {
        var sql = Numbers + "CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json'); INSERT INTO out SELECT counter FROM numbers";
        var refused = (await Weir.RunInAsync(_folder.Path, null, "run", "-e", sql)).Ends(2);
        Assert.Contains("--data-dir", refused.Error, StringComparison.Ordinal);

        var result = (await Weir.RunInAsync(_folder.Path, null, "run", "-e", sql, "--data-dir", "state")).Ends(0);
        Assert.Contains("exactly once after recovery", result.Error, StringComparison.Ordinal);
        Assert.Equal(10, (await File.ReadAllLinesAsync(_folder.At("out.json"))).Length);
    }

    [Fact]
    public async Task A_guarantee_that_is_asked_for_is_checked_before_the_start()
    {
        var sql = Numbers + "CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json'); INSERT INTO out SELECT counter FROM numbers";
        var result = (await Weir.RunInAsync(_folder.Path, null, "run", "-e", sql, "--data-dir", "state", "--guarantee", "exactly-once")).Ends(2);

        Assert.Contains("sink \"out\" is exactly once after recovery", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("out.json")));
    }

    [Fact]
    public async Task A_script_that_changed_after_it_had_finished_is_refused()
    {
        const string Sink = "CREATE TABLE out WITH (connector = 'filesystem', path = 'out', format = 'json');\n";
        var script = _folder.Write("job.sql", Numbers + Sink + "INSERT INTO out SELECT counter FROM numbers;\n");
        (await Weir.RunAsync("run", script)).Ends(0);
        _folder.Write("job.sql", Numbers + Sink + "INSERT INTO out SELECT counter * 2 AS counter FROM numbers;\n");
        var result = (await Weir.RunAsync("run", script)).Ends(2);

        Assert.Contains("--fresh", result.Error, StringComparison.Ordinal);
        Assert.Equal(10, Directory.GetFiles(_folder.At("out")).SelectMany(File.ReadAllLines).Count());
    }
}
