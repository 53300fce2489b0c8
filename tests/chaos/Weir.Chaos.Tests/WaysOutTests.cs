using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>What is gone or damaged refuses the start; each way out that the refusal names gets past it.</summary>
public sealed class WaysOutTests : ChaosTest
{
    private const string ToFile = NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert;
    private const string ToFiles = NumbersJob.Numbers + NumbersJob.Files + NumbersJob.Insert;
    private const string ToOpenFile =
        NumbersJob.Numbers + "CREATE TABLE o (counter BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json');\n" + NumbersJob.Insert;

    private NumbersJob Numbers => new(Folder);

    [Fact]
    public async Task An_output_that_is_gone()
    {
        await Numbers.StopAsync(ToFile);
        File.Delete(Folder.At("o.json"));
        await Numbers.RefusedWithWaysOutAsync(ToFile, [], 1, "--fresh");
    }

    [Fact]
    public async Task An_output_that_was_cut()
    {
        await Numbers.StopAsync(ToFile);
        await File.WriteAllTextAsync(Folder.At("o.json"), "");
        await Numbers.RefusedWithWaysOutAsync(ToFile, [], 1, "--fresh --overwrite");
    }

    [Fact]
    public async Task An_output_that_became_a_longer_file_of_somebody_else()
    {
        await Numbers.StopAsync(ToFile);
        var foreign = new string('x', 10_000_000);
        await File.WriteAllTextAsync(Folder.At("o.json"), foreign);
        var refused = await Numbers.RefusedWithWaysOutAsync(ToFile, [], 1, "--fresh --overwrite");
        Assert.Contains("is not the file that was written before", refused.Message);
        Assert.Equal(foreign, await File.ReadAllTextAsync(Folder.At("o.json")));
    }

    [Fact]
    public async Task An_output_that_is_in_the_way()
    {
        await File.WriteAllTextAsync(Folder.At("o.json"), "precious");
        await Numbers.RefusedWithWaysOutAsync(ToFile, [], 2, "--fresh --overwrite");
    }

    [Fact]
    public async Task A_folder_that_was_removed_while_it_was_written()
    {
        await using (var process = Numbers.Start(ToOpenFile))
        {
            await process.WaitForAsync("a checkpoint", line => line.IsSettled, Limit, 2);
            Directory.Delete(Folder.At("out"), recursive: true);
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains(Folder.At("out"), summary!.Message);
            Assert.Contains("--fresh --accept-lost-rows", summary.Hint);
        }

        var refused = await Numbers.RefusedWithWaysOutAsync(ToOpenFile, [], 1, "--fresh --accept-lost-rows");
        Assert.Contains("is gone", refused.Message);
        await using (var process = Numbers.Start(ToOpenFile, "--fresh", "--accept-lost-rows"))
        {
            await process.MustExitAsync(0, Limit);
            var lost = Assert.Single(process.Events, line => line.Message.Contains("lost, as told to accept"));
            Assert.Matches("\\b[1-9][0-9]* bytes", lost.Message);
        }

        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("out")));
    }

    [Fact]
    public async Task A_staging_folder_that_is_gone_with_files_to_publish()
    {
        await UnsettleAsync();
        Directory.Delete(Folder.At("out", "__in_progress"), recursive: true);
        var refused = await Numbers.RefusedWithWaysOutAsync(ToFiles, [], 1, "--fresh --accept-lost-rows");
        Assert.Contains("is not this job's staging folder any more", refused.Message);
    }

    [Fact]
    public async Task Both_copies_of_a_manifest_that_are_damaged()
    {
        await Numbers.KillAsync(ToFiles);
        Damage(Numbers.Manifests[^1]);
        Damage(Path.ChangeExtension(Numbers.Manifests[^1], ".copy"));
        await Numbers.RefusedWithWaysOutAsync(ToFiles, [], 2, "--fresh --accept-lost-rows");
    }

    [Fact]
    public async Task Every_manifest_that_is_damaged()
    {
        await Numbers.StopAsync(ToFile);
        foreach (var manifest in Numbers.Manifests)
        {
            Damage(manifest);
            Damage(Path.ChangeExtension(manifest, ".copy"));
        }

        await Numbers.RefusedWithWaysOutAsync(ToFile, ["--overwrite", "--fresh"], 2, "--fresh --accept-lost-rows");
    }

    [Fact]
    public async Task A_settlement_that_is_torn()
    {
        await UnsettleAsync();
        await File.WriteAllTextAsync(Path.ChangeExtension(Numbers.Manifests[^1], ".settlement"), "{\"format\":1,");
        await Numbers.RefusedWithWaysOutAsync(ToFiles, [], 2, "--fresh --accept-lost-rows");
    }

    [Fact]
    public async Task Dead_letters_that_are_gone()
    {
        await File.WriteAllTextAsync(Folder.At("i.json"), "{bad\n" + string.Concat(Enumerable.Repeat("{\"counter\":1}\n", 1_500_000)));
        const string Script = "CREATE TABLE i (counter BIGINT) WITH (connector = 'single_file', path = 'i.json', format = 'json', bad_data = 'dead_letter');\n"
            + NumbersJob.Files + "INSERT INTO o SELECT counter FROM i WHERE regexp_replace(regexp_replace(counter::TEXT, '([0-9])', 'x'), '(x)', 'y') <> '';";
        await Numbers.StopAsync(Script, 2);
        Directory.Delete(Path.Combine(Numbers.Data, Numbers.Job, "dead-letters"), recursive: true);
        await Numbers.RefusedWithWaysOutAsync(Script, [], 1, "--fresh");
    }

    [Fact]
    public async Task A_table_that_is_renamed_or_changed_while_its_slot_is_not_settled()
    {
        await UnsettleAsync();
        var renamed = ToFiles.Replace("TABLE o ", "TABLE p ").Replace("INTO o ", "INTO p ");
        await Numbers.RefusedWithWaysOutAsync(renamed, [], 2, "--fresh");
        var refused = await Numbers.RefusedWithWaysOutAsync(NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert, [], 2, "--fresh");
        Assert.Contains("finish with the old script first", refused.Hint);
        await Numbers.StopAsync(ToFiles, 1);
        await Numbers.RunAsync(0, renamed, "--allow-state-drop");
    }

    [Fact]
    public async Task A_pointer_that_is_gone()
    {
        await Numbers.StopAsync(ToFiles);
        var (job, pointer) = (Numbers.Job, Path.Combine(Numbers.Data, "current"));
        File.Delete(pointer);
        var refused = await Numbers.RefusedWithWaysOutAsync(ToFiles, [], 2, "--fresh");
        Assert.Contains(job, refused.Message);
        Assert.Contains("write the id", refused.Hint);
        await File.WriteAllTextAsync(pointer, job + "\n");
        await Numbers.RunAsync(0, ToFiles);
        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("out")));
    }

    [Fact]
    public async Task A_refused_fresh_start_beside_a_lost_job_leaves_the_next_start_refused()
    {
        await Numbers.StopAsync(ToFile);
        File.Delete(Path.Combine(Numbers.Data, "current"));
        var fresh = await Numbers.RunAsync(2, ToFile, "--fresh");
        Assert.Contains("exists and is not this job's", fresh.Message);
        var refused = await Numbers.RunAsync(2, ToFile);
        Assert.Contains("is gone from the data directory", refused.Message);
        await Numbers.RunAsync(0, ToFile, "--fresh", "--overwrite");
        NumbersJob.AssertOnce([Folder.At("o.json")]);
    }

    [Fact]
    public async Task A_pointer_to_a_job_whose_folder_is_gone()
    {
        await Numbers.StopAsync(ToFiles);
        Directory.Move(Path.Combine(Numbers.Data, Numbers.Job), Folder.At("aside"));
        await Numbers.RefusedWithWaysOutAsync(ToFiles, [], 2, "--fresh");
        Directory.Move(Folder.At("aside"), Path.Combine(Numbers.Data, Numbers.Job));
        await Numbers.RunAsync(0, ToFiles);
        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("out")));
    }

    [Fact]
    public async Task A_pointer_that_says_nothing()
    {
        await Numbers.StopAsync(ToFiles);
        var job = Numbers.Job;
        await File.WriteAllTextAsync(Path.Combine(Numbers.Data, "current"), "");
        var refused = await Numbers.RefusedWithWaysOutAsync(ToFiles, [], 2, "--fresh");
        Assert.Contains("write the id", refused.Hint);
        await File.WriteAllTextAsync(Path.Combine(Numbers.Data, "current"), job);
        await Numbers.RunAsync(0, ToFiles);
    }

    [Fact]
    public async Task A_finished_job_whose_output_is_gone_says_so()
    {
        await Numbers.RunAsync(0, ToFile);
        File.Delete(Folder.At("o.json"));
        await using (var process = Numbers.Start(ToFile))
        {
            await process.MustExitAsync(0, Limit);
            var warning = Assert.Single(process.Events, line => line.Severity == "warning");
            Assert.Contains("is gone", warning.Message);
            Assert.Equal("put the file back, or begin anew with --fresh", warning.Hint);
        }

        await Numbers.RunAsync(0, ToFile, "--fresh");
        NumbersJob.AssertOnce([Folder.At("o.json")]);
    }

    [Fact]
    public async Task Files_of_an_earlier_prefix_are_replaced_too()
    {
        await Numbers.RunAsync(0, ToFiles.Replace("path = 'out'", "path = 'out', 'filename.prefix' = 'p-'"));
        await Numbers.RunAsync(0, ToFiles.Replace("path = 'out'", "path = 'out', 'filename.prefix' = 'q-'"), "--fresh", "--overwrite");
        NumbersJob.AssertOnce(Directory.GetFiles(Folder.At("out")));
    }

    [Fact]
    public async Task A_fresh_start_that_is_refused_does_not_say_that_a_job_begins()
    {
        await Numbers.RunAsync(0, ToFile);
        await using var process = Numbers.Start(ToFile, "--fresh");
        await process.MustExitAsync(2, Limit);
        Assert.DoesNotContain(process.Events, line => line.Message.Contains("begins anew"));
    }

    [Fact]
    public async Task A_finished_job_whose_script_has_changed()
    {
        await Numbers.RunAsync(0, ToFiles);
        await Numbers.RefusedWithWaysOutAsync(ToFiles.Replace("SELECT counter", "SELECT counter + 0"), [], 2, "--fresh");
    }

    [Fact]
    public async Task A_table_that_is_gone()
    {
        await Numbers.StopAsync(ToFiles);
        await Numbers.RefusedWithWaysOutAsync(ToFiles.Replace("TABLE o ", "TABLE p ").Replace("INTO o ", "INTO p ").Replace("'out'", "'elsewhere'"), [], 2, "--allow-state-drop", "--fresh");
    }

    [Fact]
    public async Task A_checkpoint_that_is_not_there()
    {
        await Numbers.StopAsync(ToFiles);
        var refused = await Numbers.RunAsync(2, ToFiles, "--from-checkpoint", "999");
        var present = refused.Hint.Split(", ")[^1];
        await Numbers.RunAsync(0, ToFiles, "--from-checkpoint", present);
    }

    // As a crash of the machine leaves it: the newest checkpoint decided and not settled, its files still staged.
    private async Task UnsettleAsync()
    {
        await Numbers.KillAsync(ToFiles, 4);
        var manifest = Numbers.Manifests[^1];
        File.Delete(Path.ChangeExtension(manifest, ".settlement"));
        foreach (var (staged, final) in DamageTests.Descriptors(manifest))
        {
            if (File.Exists(final))
            {
                File.Move(final, staged);
            }
        }

        Assert.NotEmpty(DamageTests.Descriptors(manifest));
    }

    private static void Damage(string path)
    {
        if (File.Exists(path))
        {
            DamageTests.Damage(path);
        }
    }
}
