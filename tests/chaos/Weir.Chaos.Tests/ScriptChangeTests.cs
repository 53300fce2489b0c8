using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>Scripts and options that change between runs: what was committed stays.</summary>
public sealed class ScriptChangeTests : ChaosTest
{
    private const string Other = "CREATE TABLE other (counter BIGINT) WITH (connector = 'single_file', path = 'other.json', format = 'json');\n"
        + "INSERT INTO other SELECT counter FROM numbers;\n";

    private NumbersJob Numbers => new(Folder);

    [Fact]
    public async Task A_sink_that_comes_back_does_not_write_over_what_it_had_committed()
    {
        const string Both = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert + Other;
        await Numbers.StopAsync(Both, 3);
        var committed = File.ReadAllText(Folder.At("o.json"));
        await Numbers.StopAsync(NumbersJob.Numbers + Other, 1, "--allow-state-drop");
        var refused = await Numbers.RunAsync(2, Both);
        Assert.Contains("exists and is not this job's to write over", refused.Message);
        Assert.Equal(committed, File.ReadAllText(Folder.At("o.json")));
        File.Move(Folder.At("o.json"), Folder.At("o.1.json"));
        await Numbers.RunAsync(0, Both);
        NumbersJob.AssertOnce([Folder.At("other.json")]);

        // What came while it was away is nowhere, as it was told; nothing stands twice.
        var rows = File.ReadLines(Folder.At("o.1.json")).Concat(File.ReadLines(Folder.At("o.json"))).Select(NumbersJob.Number).ToList();
        Assert.Equal(rows.Distinct(), rows);
    }

    [Fact]
    public async Task A_path_that_changes_there_and_back_does_not_write_over_what_was_committed()
    {
        const string A = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert;
        var b = A.Replace("'o.json'", "'b.json'");
        await Numbers.StopAsync(A, 2);
        var committed = File.ReadAllText(Folder.At("o.json"));
        var moved = await Numbers.RunAsync(2, b);
        Assert.Contains("--allow-state-drop", moved.Hint);
        await Numbers.StopAsync(b, 1, "--allow-state-drop");
        var refused = await Numbers.RunAsync(2, A, "--allow-state-drop");
        Assert.Contains("exists and is not this job's to write over", refused.Message);
        Assert.Equal(committed, File.ReadAllText(Folder.At("o.json")));
    }

    [Fact]
    public async Task A_job_begun_with_overwrite_has_leave_to_overwrite_once()
    {
        const string Both = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert + Other;
        await File.WriteAllTextAsync(Folder.At("o.json"), "to be replaced\n");
        await Numbers.StopAsync(Both, 2, "--fresh", "--overwrite");
        var committed = File.ReadAllText(Folder.At("o.json"));
        await Numbers.StopAsync(NumbersJob.Numbers + Other, 1, "--allow-state-drop");
        await Numbers.RunAsync(2, Both);
        Assert.Equal(committed, File.ReadAllText(Folder.At("o.json")));
    }

    [Fact]
    public async Task Dead_letters_stay_while_they_are_not_kept()
    {
        await File.WriteAllLinesAsync(Folder.At("i.json"), Enumerable.Range(0, 900_000).Select(i => i % 3 == 0 ? $"{{bad {i}" : $"{{\"counter\":{i}}}"));
        string Keeping(string policy) => $"CREATE TABLE i (counter BIGINT) WITH (connector = 'single_file', path = 'i.json', format = 'json', bad_data = '{policy}');\n"
            + NumbersJob.Single
            + "INSERT INTO o SELECT counter FROM i WHERE regexp_replace(regexp_replace(regexp_replace(counter::TEXT, '([0-9])', 'x'), '(x)', 'y'), '(y)', 'z') <> '';";
        await Numbers.StopAsync(Keeping("dead_letter"), 2);
        var kept = await DeadLettersAsync();
        Assert.NotEmpty(kept);
        await Numbers.StopAsync(Keeping("drop"), 1);
        Assert.Equal(kept, await DeadLettersAsync());
        await Numbers.RunAsync(0, Keeping("dead_letter"));
        var all = await DeadLettersAsync();
        Assert.Equal(kept, all.Take(kept.Length));
        Assert.True(all.Length > kept.Length);
        Assert.Equal(all.Distinct(), all);
        var rows = File.ReadLines(Folder.At("o.json")).Select(NumbersJob.Number).ToList();
        Assert.Equal(600_000, rows.Count);
        Assert.Equal(rows.Distinct(), rows);
    }

    [Fact]
    public async Task A_table_of_another_connector_is_begun_anew_at_once()
    {
        await Numbers.StopAsync(NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert, 2);
        const string Changed = NumbersJob.Numbers + NumbersJob.Files + NumbersJob.Insert;
        var refused = await Numbers.RefusedWithWaysOutAsync(Changed, [], 2, "--allow-state-drop", "--fresh");
        Assert.Contains("is a filesystem table now and was a single_file table", refused.Message);
        await Numbers.RunAsync(0, Changed, "--fresh");
        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("out")));

        // And back, from a job that is not settled: its files are published by the connector that wrote them.
        using var other = new TemporaryFolder();
        var back = new NumbersJob(other);
        await back.KillAsync(Changed, 3);
        await back.RunAsync(0, NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert, "--fresh");
        NumbersJob.AssertOnce([other.At("o.json")]);
        var files = Directory.GetFiles(other.At("out")).SelectMany(File.ReadLines).Select(NumbersJob.Number).Order().ToList();
        Assert.Equal(Enumerable.Range(0, files.Count), files);
    }

    [Fact]
    public async Task From_a_checkpoint_a_single_file_is_cut_back_to_it()
    {
        const string Script = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert;
        await Numbers.KillAsync(Script, 4);
        var slot = Path.GetFileNameWithoutExtension(Numbers.Manifests[^2]);
        await Numbers.RunAsync(0, Script, "--from-checkpoint", slot);
        NumbersJob.AssertOnce([Folder.At("o.json")]);
    }

    [Fact]
    public async Task From_a_checkpoint_whose_file_was_replaced_is_refused_and_the_job_goes_on()
    {
        const string Script = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert;
        await Numbers.KillAsync(Script, 4);
        var (job, slot) = (Numbers.Job, Path.GetFileNameWithoutExtension(Numbers.Manifests[^2]));
        File.Move(Folder.At("o.json"), Folder.At("kept.json"));
        await Numbers.RunAsync(1, Script, "--from-checkpoint", slot);
        Assert.Equal(job, Numbers.Job);
        File.Move(Folder.At("kept.json"), Folder.At("o.json"));
        await Numbers.RunAsync(0, Script);
        NumbersJob.AssertOnce([Folder.At("o.json")]);
    }

    [Fact]
    public async Task A_finished_job_leaves_nothing_staged_and_its_next_start_writes_nothing()
    {
        const string Script = NumbersJob.Numbers + NumbersJob.Files + NumbersJob.Insert;
        await Numbers.RunAsync(0, Script);
        Assert.False(Directory.Exists(Folder.At("out", "__in_progress")));
        var before = FilesOf(Numbers.Data);
        var again = await Numbers.RunAsync(0, Script);
        Assert.Equal(before, FilesOf(Numbers.Data));
        Assert.Contains("finished", again.Text);
    }

    [Fact]
    public async Task Claims_of_old_generations_are_collected()
    {
        const string Script = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert;
        for (var i = 0; i < 3; i++)
        {
            await Numbers.StopAsync(Script, 1);
        }

        Assert.Single(Directory.GetFiles(Path.Combine(Numbers.Data, Numbers.Job, "generations")));
    }

    private static string FilesOf(string folder) => string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != "lock").Order(StringComparer.Ordinal));

    private async Task<string[]> DeadLettersAsync() => (await Tool.MustRunAsync(
        Repository.Weir, "dead-letters", "show", Numbers.Script, "--data-dir", Numbers.Data, "--table", "i", "--json", "--max", "1000000"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
