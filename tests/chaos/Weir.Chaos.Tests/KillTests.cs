using Xunit;
using Xunit.Abstractions;

namespace Weir.Chaos.Tests;

/// <summary>SIGKILL at random moments; seeds are drawn anew each time and printed.</summary>
public sealed class KillTests(ITestOutputHelper output) : ChaosTest
{
    [Fact]
    public async Task A_million_rows_and_five_kills_and_every_row_once()
    {
        var plan = new ChaosPlan { Seed = Random.Shared.Next(), Rows = 1_000_000, Kills = 5, CountEvery = 2 };
        var result = await new ChaosRun(plan, new ChaosJob(Folder.Path), output.WriteLine).RunAsync();
        output.WriteLine(result.Count);
        Assert.Equal(5, result.Kills);
    }

    [Fact]
    public async Task Published_files_hold_whole_rows_once_after_every_kill()
    {
        var plan = new ChaosPlan { Seed = Random.Shared.Next(), Rows = 500_000, Kills = 4, CountEvery = 2, Outputs = Outputs.Files, Interval = Interval };
        var result = await new ChaosRun(plan, new ChaosJob(Folder.Path) { FileBytes = 1 << 20 }, output.WriteLine).RunAsync();
        Assert.Equal(4, result.Kills);
    }

    [Fact]
    public async Task The_very_first_start_may_be_killed_anywhere()
    {
        var job = Job(rows: 30_000);
        var start = TimeSpan.FromMilliseconds(500);
        for (var i = 0; i < 8; i++)
        {
            await using var process = job.Start(Interval);
            if (i == 0)
            {
                await process.WaitForAsync("the first start", line => line.IsStarted, Limit);
                start = process.Age;
            }
            else
            {
                // The moment is the test's subject: swept over the start.
                await Task.Delay(start * (0.4 + (0.1 * i)));
            }

            await process.KillAsync();
        }

        await FinishAsync(job, "after eight killed starts");
    }
}
