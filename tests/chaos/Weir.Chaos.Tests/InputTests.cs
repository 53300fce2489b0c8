using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>Input that cannot be read, or that is refused.</summary>
public sealed class InputTests : ChaosTest
{
    [Fact]
    public async Task A_source_that_cannot_be_read_for_now_is_degraded_and_tried_again_with_growing_pauses()
    {
        // Reading a process's memory at address 0 is an I/O error each time.
        var script = Script("""
            CREATE TABLE broken (id BIGINT) WITH (connector = 'single_file', path = '/proc/self/mem', format = 'json');
            CREATE TABLE files (id BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json');
            INSERT INTO files SELECT id FROM broken;
            """);
        await using var process = WeirProcess.Start(script, ["--data-dir", Folder.At("data"), "--checkpoint-interval", "100ms"]);
        var degraded = await process.WaitForAsync("the first failed read", line => line.Severity == "degraded", Limit);
        Assert.Contains("table \"broken\": \"/proc/", degraded.Message);
        Assert.Contains("cannot be read", degraded.Message);
        var began = process.Age;
        await process.WaitForAsync("the fourth failed read", line => line.Severity == "degraded", Limit, count: 4);

        // The first bytes are read when the file is opened, so the job starts again: after 0.5, 1 and 2 s.
        Assert.True(process.Age - began > TimeSpan.FromMilliseconds(3300), $"three pauses took {process.Age - began}");
        process.Signal(Signals.Terminate);
        var summary = await process.MustExitAsync(0, Limit);
        Assert.Equal("stopped", summary!.Json.GetProperty("ending").GetString());
    }

    [Fact]
    public async Task A_missing_input_names_table_and_path_and_says_what_to_do()
    {
        var script = Script("""
            CREATE TABLE orders (id BIGINT) WITH (connector = 'single_file', path = 'nowhere.json', format = 'json');
            CREATE TABLE files (id BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json');
            INSERT INTO files SELECT id FROM orders;
            """);
        await using var process = WeirProcess.Start(script, ["--data-dir", Folder.At("data")]);
        var summary = await process.MustExitAsync(1, Limit);
        Assert.Equal($"table \"orders\": \"{Folder.At("nowhere.json")}\" does not exist", summary!.Message);
        Assert.Contains("create it", summary.Hint);
    }

    [Fact]
    public async Task Checkpoints_go_on_while_every_record_is_refused()
    {
        await LongEnoughAsync(400_000, async (rows, folder) =>
        {
            var job = new ChaosJob(folder);
            job.Write(1, seed: 1, Outputs.All);
            WriteBad(job, rows);
            await using (var process = job.Start(Interval))
            {
                if (await process.TryWaitForAsync("checkpoints of refused records", line => line.IsSettled, Limit, count: 2) is null
                    || !await process.KillAsync())
                {
                    return false;
                }
            }

            await FinishAsync(job, "after a kill among refused records");
            return true;
        });
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_once_although_a_restart_comes_in_its_middle()
    {
        // Sparse: nothing but the good lines at both ends takes space.
        const long Length = 6L << 30;
        using (var input = File.Create(Folder.At("in.json")))
        {
            input.Write("{\"id\":1}\n"u8);
            input.Seek(Length, SeekOrigin.Begin);
            input.Write("\n{\"id\":2}\n"u8);
        }

        var script = Script("""
            CREATE TABLE ids (id BIGINT) WITH (connector = 'single_file', path = 'in.json', format = 'json', bad_data = 'dead_letter');
            CREATE TABLE lines (id BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
            INSERT INTO lines SELECT id FROM ids;
            """);
        string[] options = ["--data-dir", Folder.At("data"), "--checkpoint-interval", "100ms"];
        await using (var process = WeirProcess.Start(script, options))
        {
            await process.WaitForAsync("a checkpoint within the line", line => line.IsSettled, Limit, count: 4);
            Assert.True(await process.KillAsync(), process.Said());
        }

        await using (var process = WeirProcess.Start(script, options))
        {
            await process.MustExitAsync(0, Limit);
        }

        Assert.Equal("{\"id\":1}\n{\"id\":2}\n", File.ReadAllText(Folder.At("out.json")));
        var listed = await Tool.MustRunAsync(Repository.Weir, "dead-letters", "list", script, "--data-dir", Folder.At("data"));
        Assert.Contains("table \"ids\": 1 dead letters", listed);
    }

    // Only lines that are not JSON; the counter takes its rows from the same file.
    private static void WriteBad(ChaosJob job, int rows)
    {
        using var input = new StreamWriter(job.Input);
        for (var i = 0; i < rows; i++)
        {
            input.Write($"{{broken {i}\n");
        }
    }
}
