using Xunit;
using Xunit.Abstractions;

namespace Weir.Chaos.Tests;

/// <summary><c>--fresh</c> on a job that is under way.</summary>
public sealed class FreshTests(ITestOutputHelper output) : ChaosTest
{
    [Fact]
    public async Task A_fresh_start_that_is_refused_leaves_the_old_job_as_it_was()
    {
        var job = Job();
        await KillAfterAsync(job, 1);
        var written = new FileInfo(job.Lines).Length;
        var current = job.JobFolder();
        await using (var process = job.Start(Interval, "--fresh"))
        {
            var summary = await process.MustExitAsync(2, Limit);
            Assert.Contains("exists and is not this job's to write over", summary!.Message);
        }

        // Refused before the old job was left: it goes on as if nothing had been asked.
        Assert.Equal(current, job.JobFolder());
        Assert.Equal(written, new FileInfo(job.Lines).Length);
        await FinishAsync(job, "after a fresh start that was refused");
    }

    [Fact]
    public async Task An_overwriting_fresh_start_that_is_killed_ends_with_every_row_once()
    {
        var job = Job();
        var random = new Random(1);
        await KillAfterAsync(job, 2);
        for (var i = 0; i < 6; i++)
        {
            await using (var process = job.Start(Interval, "--fresh", "--overwrite"))
            {
                // The pointer moves between the note and the line that says rows move.
                await process.TryWaitForAsync("the note that a job begins anew", line => line.Message.Contains("begins anew"), Limit);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 60)));
                await process.KillAsync();
            }

            if (i % 2 == 0)
            {
                await KillAfterAsync(job, 1);
            }

            output.WriteLine($"{Directory.GetFiles(job.Files).Length} files");
        }

        await FinishAsync(job, "after killed fresh starts");
    }
}
