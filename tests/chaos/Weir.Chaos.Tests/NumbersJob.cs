using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>A small job of counted rows, whose script a test changes between runs over one data directory.</summary>
internal sealed partial class NumbersJob(TemporaryFolder folder)
{
    public const int Rows = 40_000;

    /// <summary>The source: two seconds of rows.</summary>
    public const string Numbers = "CREATE TABLE numbers WITH (connector = 'impulse', event_rate = '20000', message_count = '40000');\n";

    public const string Single = "CREATE TABLE o (counter BIGINT) WITH (connector = 'single_file', path = 'o.json', format = 'json');\n";

    public const string Files =
        "CREATE TABLE o (counter BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json', 'rolling_policy.file_size' = '20000');\n";

    public const string Insert = "INSERT INTO o SELECT counter FROM numbers;\n";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Data => folder.At("data");

    public string Script => folder.At("job.sql");

    /// <summary>Starts the script; the text is the test's, names of files are relative to its folder.</summary>
    public WeirProcess Start(string script, params string[] options)
    {
        File.WriteAllText(Script, script);
        return WeirProcess.Start(Script, ["--data-dir", Data, "--checkpoint-interval", "100ms", .. options]);
    }

    public async Task<WeirEvent> RunAsync(int exitCode, string script, params string[] options)
    {
        await using var process = Start(script, options);
        return (await process.MustExitAsync(exitCode, Limit))!;
    }

    /// <summary>Kills the run after so many settled checkpoints.</summary>
    public async Task KillAsync(string script, int checkpoints = 3, params string[] options)
    {
        await using var process = Start(script, options);
        await process.WaitForAsync("a checkpoint before the kill", line => line.IsSettled, Limit, checkpoints);
        Assert.True(await process.KillAsync(), process.Said());
    }

    /// <summary>Stops the run after so many settled checkpoints.</summary>
    public async Task StopAsync(string script, int checkpoints = 3, params string[] options)
    {
        await using var process = Start(script, options);
        await process.WaitForAsync("a checkpoint before the stop", line => line.IsSettled, Limit, checkpoints);
        process.Signal(Signals.Terminate);
        await process.MustExitAsync(0, Limit);
    }

    /// <summary>The run is refused; every way out that its hint names is then tried, each on a copy of the folder, and gets past.</summary>
    public async Task<WeirEvent> RefusedWithWaysOutAsync(string script, string[] options, int exitCode, params string[] waysOut)
    {
        var refused = await RunAsync(exitCode, script, options);
        var told = OptionPattern().Matches(refused.Hint).Select(match => match.Value).Where(option => !options.Contains(option)).ToList();
        Assert.True(told.SequenceEqual(waysOut), $"{refused.Message}; {refused.Hint}");
        foreach (var way in told)
        {
            using var copy = new TemporaryFolder();
            await Tool.MustRunAsync("cp", "-a", folder.Path + "/.", copy.Path);
            await new NumbersJob(copy).RunAsync(0, script.Replace(folder.Path, copy.Path), [.. options, .. way.Split(' ')]);
        }

        return refused;
    }

    public string Job => File.ReadAllText(Path.Combine(Data, "current")).Trim();

    public IReadOnlyList<string> Manifests =>
        [.. Directory.GetFiles(Path.Combine(Data, Job, "manifests"), "*.json").OrderBy(path => int.Parse(Path.GetFileNameWithoutExtension(path)))];

    /// <summary>Every number from 0 up stands once in the files.</summary>
    public static void AssertOnce(IEnumerable<string> paths, int rows = Rows) =>
        Assert.Equal(Enumerable.Range(0, rows), paths.SelectMany(File.ReadLines).Select(Number).Order());

    public static int Number(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("counter").GetInt32();
    }

    // An option, or several with nothing but spaces between them.
    [GeneratedRegex("--[a-z-]+( --[a-z-]+)*")]
    private static partial Regex OptionPattern();
}
