using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>One file or folder under several names.</summary>
public sealed class IdentityTests : ChaosTest
{
    private NumbersJob Numbers => new(Folder);

    [Fact]
    public async Task A_folder_is_the_same_through_a_link_and_by_its_own_name()
    {
        Directory.CreateDirectory(Folder.At("real"));
        Directory.CreateSymbolicLink(Folder.At("link"), "real");
        var sink = NumbersJob.Files.Replace("'out'", "'link'");
        await Numbers.KillAsync(NumbersJob.Numbers + sink + NumbersJob.Insert);
        await SettleAsync(NumbersJob.Numbers + sink + NumbersJob.Insert);
        await Numbers.RunAsync(0, NumbersJob.Numbers + sink.Replace("'link'", "'real'") + NumbersJob.Insert);
        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("real")));
    }

    [Theory]
    [InlineData("filesystem", "out", "out/")]
    [InlineData("filesystem", "real/out", "link/out")]
    [InlineData("single_file", "real/o.json", "link/o.json")]
    [InlineData("single_file", "real/there.json", "hard.json")]
    [InlineData("single_file", "real/there.json", "soft.json")]
    public async Task Two_names_of_one_target_are_refused(string connector, string first, string second)
    {
        Links();
        var summary = await Numbers.RunAsync(2, NumbersJob.Numbers + Sink("a", connector, first) + Sink("b", connector, second)
            + "INSERT INTO a SELECT counter FROM numbers; INSERT INTO b SELECT counter FROM numbers;", "--fresh", "--overwrite");
        Assert.Contains("both write", summary.Message);
        Assert.Equal("precious", await File.ReadAllTextAsync(Folder.At("real", "there.json")));
    }

    [Fact]
    public async Task A_file_in_the_staging_folder_of_another_table_is_refused()
    {
        var summary = await Numbers.RunAsync(2, NumbersJob.Numbers + Sink("a", "filesystem", "out") + Sink("b", "single_file", "out/__in_progress/x.json")
            + "INSERT INTO a SELECT counter FROM numbers; INSERT INTO b SELECT counter FROM numbers;");
        Assert.Contains("where \"a\" keeps its unpublished files", summary.Message);
    }

    [Theory]
    [InlineData("real/there.json", "link/there.json")]
    [InlineData("real/there.json", "hard.json")]
    [InlineData("soft.json", "real/there.json")]
    public async Task A_file_that_is_read_is_never_written_whatever_it_is_called(string input, string output)
    {
        Links();
        var summary = await Numbers.RunAsync(2, $"CREATE TABLE i (counter BIGINT) WITH (connector = 'single_file', path = '{input}', format = 'json');\n"
            + Sink("a", "single_file", output) + "INSERT INTO a SELECT counter FROM i;", "--fresh", "--overwrite");
        Assert.Contains("table \"i\" reads", summary.Message);
        Assert.Equal("precious", await File.ReadAllTextAsync(Folder.At("real", "there.json")));
    }

    [Theory]
    [InlineData("", "single_file", "in/o.json", true)]
    [InlineData("", "single_file", "in/sub/o.json", false)]
    [InlineData(", 'source.regex_pattern' = 'json$'", "single_file", "in/sub/o.json", true)]
    [InlineData(", 'source.regex_pattern' = '^a'", "single_file", "in/o.json", false)]
    [InlineData(", 'source.regex_pattern' = 'json$'", "filesystem", "in/sub", true)]
    [InlineData("", "filesystem", "in", true)]
    [InlineData("", "filesystem", "in/sub", false)]
    [InlineData("", "single_file", "aside.json", true)]
    public async Task A_folder_that_is_read_never_takes_in_what_is_written(string pattern, string connector, string output, bool isRefused)
    {
        Directory.CreateDirectory(Folder.At("in"));
        await File.WriteAllTextAsync(Folder.At("in", "a.json"), "{\"counter\":0}\n{\"counter\":1}\n");
        await File.WriteAllTextAsync(Folder.At("aside.json"), "");
        File.CreateSymbolicLink(Folder.At("in", "b.json"), Folder.At("aside.json"));
        var script = $"CREATE TABLE i (counter BIGINT) WITH (connector = 'filesystem', path = 'in', format = 'json'{pattern});\n"
            + Sink("a", connector, output) + "INSERT INTO a SELECT counter FROM i;";
        var summary = await Numbers.RunAsync(isRefused ? 2 : 0, script, "--fresh", "--overwrite");
        if (isRefused)
        {
            Assert.Contains("table \"i\" reads", summary.Message);
        }
        else
        {
            NumbersJob.AssertOnce(connector == "single_file" ? [Folder.At(output)] : Directory.GetFiles(Folder.At(output)), 2);
        }
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/../../b")]
    public async Task The_name_of_a_table_is_never_a_path(string name)
    {
        await File.WriteAllTextAsync(Folder.At("i.json"), "{\"counter\":0}\n{bad\n");
        var script = $"CREATE TABLE \"{name}\" (counter BIGINT) WITH (connector = 'single_file', path = 'i.json', format = 'json', bad_data = 'dead_letter');\n"
            + $"CREATE TABLE \"{name}out\" (counter BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json');\n"
            + $"INSERT INTO \"{name}out\" SELECT counter FROM \"{name}\";";
        await Numbers.RunAsync(0, script);
        var job = Path.Combine(Numbers.Data, Numbers.Job);
        Assert.True(File.Exists(Path.Combine(job, "lock")));
        Assert.Equal(new[] { "current", Numbers.Job }.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(Numbers.Data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(Directory.GetFiles(Path.Combine(job, "dead-letters"), "*.jsonl", SearchOption.AllDirectories));
        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("out")), 1);
    }

    private static string Sink(string table, string connector, string path) =>
        $"CREATE TABLE {table} (counter BIGINT) WITH (connector = '{connector}', path = '{path}', format = 'json');\n";

    // A kill may come between a manifest and its settlement; then the old script has to finish it.
    private async Task SettleAsync(string script) => await Numbers.StopAsync(script, checkpoints: 1);

    private void Links()
    {
        Directory.CreateDirectory(Folder.At("real"));
        File.WriteAllText(Folder.At("real", "there.json"), "precious");
        Directory.CreateSymbolicLink(Folder.At("link"), "real");
        File.CreateSymbolicLink(Folder.At("soft.json"), "link/there.json");
        Tool.MustRunAsync("ln", Folder.At("real", "there.json"), Folder.At("hard.json")).Wait();
    }
}
