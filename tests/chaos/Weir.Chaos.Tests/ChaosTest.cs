using System.Globalization;

namespace Weir.Chaos.Tests;

/// <summary>What the tests share: a folder, a job in it, waits with a limit.</summary>
public abstract class ChaosTest : IDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    internal TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Folder.Dispose();

    /// <summary>A job with all outputs.</summary>
    internal ChaosJob Job(int rows = 300_000, long fileBytes = 64 * 1024)
    {
        var job = new ChaosJob(Folder.Path) { FileBytes = fileBytes };
        job.Write(rows, seed: 1, Outputs.All);
        return job;
    }

    /// <summary>
    /// Tries with ever more rows, each time in a folder of its own, until the job has lasted long enough for what the test does to it: how
    /// fast a machine is, nobody knows beforehand.
    /// </summary>
    /// <param name="attempt">False when the job was over too early.</param>
    internal async Task LongEnoughAsync(int rows, Func<int, string, Task<bool>> attempt)
    {
        for (var tries = 1; !await attempt(rows, Directory.CreateDirectory(Folder.At(Text(rows))).FullName); tries++)
        {
            Directory.Delete(Folder.At(Text(rows)), recursive: true);
            rows = tries < 5 ? rows * 4 : throw new ChaosException($"even {rows} rows are read before anything can be done to the job");
        }
    }

    /// <summary>A script of its own in the test's folder.</summary>
    internal string Script(string text)
    {
        var path = Folder.At("own.sql");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs to the end, and counts every row once.</summary>
    internal static async Task FinishAsync(ChaosJob job, string phase, params string[] options)
    {
        await using (var process = job.Start(Interval, options))
        {
            await process.MustExitAsync(0, Limit);
        }

        await job.CountAsync(phase, Outputs.All, isWhole: true);
    }

    /// <summary>Starts, waits for so many settled checkpoints, and kills.</summary>
    internal static async Task KillAfterAsync(ChaosJob job, int checkpoints)
    {
        await using var process = job.Start(Interval);
        await process.WaitForAsync($"checkpoint {checkpoints} before a kill", line => line.IsSettled, Limit, checkpoints);
        if (!await process.KillAsync())
        {
            throw new ChaosException($"the process had ended before it could be killed: give more rows; it said\n{process.Said()}");
        }
    }

    /// <summary>A tmpfs that is unmounted with the folder.</summary>
    internal async Task<string> MountAsync(string name, string size)
    {
        var path = Folder.At(name);
        Directory.CreateDirectory(path);
        await Tool.MustRunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path);
        Folder.Undo(() => Tool.MustRunAsync("umount", path).Wait());
        return path;
    }

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
