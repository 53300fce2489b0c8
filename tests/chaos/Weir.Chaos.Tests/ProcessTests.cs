using System.Diagnostics;
using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>Signals, a second process, a reader that goes away, input that never comes.</summary>
public sealed class ProcessTests : ChaosTest
{
    private const int Stop = 19;
    private const int Continue = 18;

    [Fact]
    public async Task A_second_process_is_refused_by_pid_and_the_first_goes_on()
    {
        var job = Job();
        await using (var first = job.Start(Interval))
        {
            await first.WaitForAsync("a checkpoint of the first process", line => line.IsSettled, Limit);

            // It stands still meanwhile, so that it still owns the job whatever the machine does.
            first.Signal(Stop);
            await using (var second = job.Start(Interval))
            {
                var summary = await second.MustExitAsync(2, Limit);
                Assert.Contains($"is already running: pid {Text(first.Pid)} on ", summary!.Message);
                Assert.Equal("stop that process first", summary.Hint);
            }

            first.Signal(Continue);
            await first.MustExitAsync(0, Limit);
        }

        await job.CountAsync("after a second process was refused", Outputs.All, isWhole: true);
    }

    [Fact]
    public async Task Sigterm_takes_a_last_checkpoint_and_the_next_run_goes_on()
    {
        await LongEnoughAsync(300_000, async (rows, folder) =>
        {
            var job = new ChaosJob(folder) { FileBytes = 1 << 30 };
            job.Write(rows, seed: 1, Outputs.All);
            await using (var process = job.Start(Interval))
            {
                if (await process.TryWaitForAsync("a checkpoint before SIGTERM", line => line.IsSettled, Limit) is null)
                {
                    return false;
                }

                // It stands still, so that it does not end meanwhile.
                process.Signal(Stop);
                var before = process.Events.Count(line => line.IsSettled);
                process.Signal(Signals.Terminate);
                process.Signal(Continue);
                var summary = await process.MustExitAsync(0, TimeSpan.FromSeconds(30));
                if (summary!.Json.GetProperty("ending").GetString() == "finished")
                {
                    return false;
                }

                Assert.Equal("stopped", summary.Json.GetProperty("ending").GetString());
                Assert.True(process.Events.Count(line => line.IsSettled) > before, process.Said());
                Assert.InRange(summary.Read(), 1, rows - 1);
            }

            // The open file was closed and published by the last checkpoint; rows behind it may be staged, and the next start deletes them.
            Assert.Single(Directory.GetFiles(job.Files));
            await job.CountAsync("after SIGTERM", Outputs.Files, isWhole: false);
            await FinishAsync(job, "after SIGTERM and a second run");
            return true;
        });
    }

    [Fact]
    public async Task A_second_interrupt_quits_at_once_and_the_next_run_goes_on()
    {
        var job = Job();
        await using (var process = job.Start(Interval))
        {
            await process.WaitForAsync("a checkpoint before the interrupts", line => line.IsSettled, Limit);
            process.Signal(Signals.Interrupt);

            // Two signals of one kind that wait together are one.
            while (IsPending(process.Pid))
            {
                await Task.Yield();
            }

            process.Signal(Signals.Interrupt);
            var summary = await process.MustExitAsync(0, TimeSpan.FromSeconds(5));
            Assert.Equal("quit", summary!.Json.GetProperty("ending").GetString());
        }

        await job.CountAsync("after two interrupts", Outputs.Files, isWhole: false);
        await FinishAsync(job, "after two interrupts and a second run");
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_run_well()
    {
        var script = Script("""
            CREATE TABLE numbers WITH (connector = 'impulse', event_rate = '1000');
            SELECT counter FROM numbers;
            """);
        var (exitCode, output, error) = await Tool.RunAsync(
            "bash", "-c", $"timeout -s KILL 30 '{Repository.Weir}' run '{script}' | head -1; exit ${{PIPESTATUS[0]}}");
        Assert.Equal("{\"counter\":0}\n", output);
        Assert.True(exitCode == 0, error);
    }

    [Fact]
    public async Task A_stop_ends_in_time_although_nobody_reads_the_rows()
    {
        var script = Script("""
            CREATE TABLE numbers WITH (connector = 'impulse', event_rate = '100000');
            SELECT counter FROM numbers;
            """);
        using var process = Process.Start(new ProcessStartInfo(Repository.Weir, ["run", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            // The pipe is full when a thread waits for its reader at ten looks in a row.
            for (var blocked = 0; blocked < 10; blocked = IsBlocked(process.Id) ? blocked + 1 : 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }

            var began = Stopwatch.StartNew();
            Signals.Send(process.Id, Signals.Terminate);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(3, process.ExitCode);
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(33), $"the stop took {began.Elapsed}");
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task An_output_that_is_removed_while_it_is_written_fails_the_run()
    {
        var job = new NumbersJob(Folder);
        await using var process = job.Start(NumbersJob.Numbers + NumbersJob.Single + NumbersJob.Insert);
        await process.WaitForAsync("a checkpoint", line => line.IsSettled, Limit);
        File.Delete(Folder.At("o.json"));
        var summary = await process.MustExitAsync(1, Limit);
        Assert.Equal($"table \"o\": \"{Folder.At("o.json")}\" is gone: somebody else removed or changed it while it was written", summary!.Message);
        Assert.Equal("put the file back, or begin anew with --fresh", summary.Hint);
    }

    [Fact]
    public async Task A_pipeline_without_input_rests_and_writes_nothing()
    {
        var script = Script("""
            CREATE TABLE numbers WITH (connector = 'impulse', event_rate = '0');
            CREATE TABLE files (counter BIGINT) WITH (connector = 'filesystem', path = 'idle', format = 'json');
            INSERT INTO files SELECT counter FROM numbers;
            """);
        var data = Folder.At("data");

        // Twenty looks whether there is something to do. On a slow machine a look costs a millisecond, the most of it the system's timers.
        await using var process = WeirProcess.Start(script, ["--data-dir", data, "--checkpoint-interval", "250ms"]);
        await process.WaitForAsync("three seconds of rest", line => line.Kind == "progress", Limit, count: 3);
        var (used, written, files) = (CpuTime(process.Pid), WriteBytes(process.Pid), FilesOf(data));
        var age = process.Age;
        await process.WaitForAsync("five more seconds of rest", line => line.Kind == "progress", Limit, count: 8);
        var seconds = (process.Age - age).TotalSeconds;
        var share = (CpuTime(process.Pid) - used).TotalSeconds / seconds;
        Assert.True(share < 0.01, $"an idle pipeline used {share:P2} of a core over {seconds:0.0} s");
        Assert.Equal(written, WriteBytes(process.Pid));
        Assert.Equal(files, FilesOf(data));
        process.Signal(Signals.Terminate);
        await process.MustExitAsync(0, Limit);
    }

    private static bool IsBlocked(int pid) => Directory.GetDirectories($"/proc/{Text(pid)}/task").Any(thread =>
        File.ReadAllText(Path.Combine(thread, "wchan")).Contains("pipe_write", StringComparison.Ordinal));

    private static bool IsPending(int pid)
    {
        var pending = File.ReadLines($"/proc/{Text(pid)}/status").First(line => line.StartsWith("ShdPnd:"))["ShdPnd:".Length..].Trim();
        return (Convert.ToUInt64(pending, 16) & (1UL << (Signals.Interrupt - 1))) != 0;
    }

    // Of all threads but the runtime's compiler, which works on the first seconds of any process and then rests. A thread may end meanwhile.
    private static TimeSpan CpuTime(int pid)
    {
        var nanoseconds = 0L;
        foreach (var thread in Directory.GetDirectories($"/proc/{Text(pid)}/task"))
        {
            try
            {
                if (!File.ReadAllText(Path.Combine(thread, "comm")).StartsWith(".NET Tiered", StringComparison.Ordinal))
                {
                    nanoseconds += long.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0]);
                }
            }
            catch (IOException)
            {
            }
        }

        return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
    }

    private static long WriteBytes(int pid) => long.Parse(
        File.ReadLines($"/proc/{Text(pid)}/io").First(line => line.StartsWith("write_bytes:"))["write_bytes:".Length..]);

    private static string FilesOf(string folder) => string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}").Order(StringComparer.Ordinal));
}
