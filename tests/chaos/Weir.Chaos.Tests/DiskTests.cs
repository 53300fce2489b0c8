using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>Disks that are full, folders that may not be written.</summary>
public sealed class DiskTests : ChaosTest
{
    [NeedsFact("mount")]
    public async Task A_full_disk_fails_the_run_with_a_hint_and_a_later_run_finishes()
    {
        var disk = await MountAsync("disk", "2m");
        var job = FilesOn(disk);
        await using (var process = job.Start(Interval))
        {
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains("table \"files\": could not write", summary!.Message);
            Assert.Contains("(ENOSPC)", summary.Message);
            Assert.Equal("free some space", summary.Hint);
            Assert.True(process.Events.Count(line => line.Severity == "degraded") >= 2, process.Said());
        }

        await job.CountAsync("on the full disk", Outputs.Files, isWhole: false);
        await Tool.MustRunAsync("mount", "-o", "remount,size=200m", disk);
        await FinishAsync(job, "after space was made");
    }

    [NeedsFact("mount")]
    public async Task A_disk_that_is_freed_meanwhile_is_degraded_and_then_goes_on()
    {
        var disk = await MountAsync("disk", "2m");
        var job = FilesOn(disk);
        await using (var process = job.Start(Interval))
        {
            var degraded = await process.WaitForAsync("a full disk", line => line.Severity == "degraded", Limit);
            Assert.Contains("files", degraded.Message);
            Assert.Contains("the pipeline starts again", degraded.Message);
            Assert.Equal("free some space", degraded.Hint);
            await Tool.MustRunAsync("mount", "-o", "remount,size=200m", disk);
            await process.WaitForAsync("the next generation", line => line.IsStarted, Limit, count: 2);
            await process.MustExitAsync(0, Limit);
        }

        await job.CountAsync("after the disk was freed", Outputs.All, isWhole: true);
    }

    [NeedsFact("mount")]
    public async Task A_full_disk_under_the_checkpoints_fails_the_run_and_a_later_run_finishes()
    {
        var disk = await MountAsync("disk", "200k");
        var job = new ChaosJob(Folder.Path) { DataDirectory = Path.Combine(disk, "data") };
        job.Write(300_000, seed: 1, Outputs.All);
        await using (var process = job.Start(Interval))
        {
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains(disk, summary!.Message);
            Assert.NotEmpty(summary.Hint);
        }

        await Tool.MustRunAsync("mount", "-o", "remount,size=200m", disk);
        await FinishAsync(job, "after space was made");
    }

    [NeedsFact("prlimit")]
    public async Task A_limit_on_the_size_of_files_is_a_full_disk()
    {
        var job = Job(fileBytes: 8 << 20);
        await using (var process = WeirProcess.Start(
            job.Script, ["--data-dir", job.DataDirectory, "--checkpoint-interval", "100ms"],
            // The runtime maps its code twice by a large sparse file, which the limit would forbid.
            "prlimit", "--fsize=1048576", "env", "DOTNET_EnableWriteXorExecute=0"))
        {
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains("(EFBIG)", summary!.Message);
            Assert.NotEmpty(summary.Hint);
        }

        await FinishAsync(job, "without the limit");
    }

    [NeedsFact("chattr")]
    public async Task A_folder_that_becomes_read_only_fails_the_run_with_a_hint_and_a_later_run_finishes()
    {
        var job = Job();
        await using (var process = job.Start(Interval))
        {
            await process.WaitForAsync("a checkpoint before the folder is locked", line => line.IsSettled, Limit);
            await Tool.MustRunAsync("chattr", "+i", job.Files);
            Folder.Undo(() => Tool.RunAsync("chattr", "-i", job.Files).Wait());
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains($"could not move \"{job.Files}", summary!.Message);
            Assert.Contains("(EPERM)", summary.Message);
            Assert.Equal("give the user that runs weir write permission", summary.Hint);
        }

        await using (var process = job.Start(Interval))
        {
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains("(EPERM)", summary!.Message);
        }

        await job.CountAsync("while the folder is read-only", Outputs.Files, isWhole: false);
        await Tool.MustRunAsync("chattr", "-i", job.Files);
        await FinishAsync(job, "after the folder was unlocked");
    }

    private ChaosJob FilesOn(string disk)
    {
        var job = new ChaosJob(Folder.Path) { Files = Path.Combine(disk, "files") };
        job.Write(300_000, seed: 1, Outputs.All);
        return job;
    }
}
