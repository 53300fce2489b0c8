using System.Diagnostics;

namespace Weir.Chaos;

/// <summary>
/// Runs a job whose process is killed again and again, lets it finish, and has the rows counted. A kill that finds the job finished is an
/// error too: the run would show less than it says.
/// </summary>
internal sealed class ChaosRun(ChaosPlan plan, ChaosJob job, Action<string> log)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Dictionary<KillMoment, int> _hits = [];
    private TimeSpan _start = TimeSpan.FromMilliseconds(500);

    /// <exception cref="ChaosException">Something did not hold.</exception>
    public async Task<ChaosResult> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        job.Write(plan.Rows, plan.Seed, plan.Outputs);
        log($"seed {plan.Seed}, {plan.Rows} rows, {plan.Kills} kills, {plan.Outputs}; the same again:\n  {plan.Replay}");
        var kills = plan.Draw();
        for (var i = 0; i < kills.Count; i++)
        {
            await KillOnceAsync(i + 1, kills[i]);
            if (plan.CountEvery > 0 && plan.Outputs != Outputs.Lines && (i + 1) % plan.CountEvery == 0)
            {
                await job.CountAsync($"after kill {i + 1} of seed {plan.Seed}", plan.Outputs, isWhole: false);
            }
        }

        await using (var last = job.Start(plan.Interval))
        {
            await last.MustExitAsync(0, Limit);
        }

        var count = await job.CountAsync($"at the end of seed {plan.Seed}", plan.Outputs, isWhole: true);
        return new ChaosResult(_hits.Values.Sum(), _hits, kills.Count + 1, watch.Elapsed, count);
    }

    private async Task KillOnceAsync(int number, Kill kill)
    {
        await using var process = job.Start(plan.Interval);
        var phase = $"kill {number} of seed {plan.Seed}, {kill.Moment}";
        if (kill.Moment != KillMoment.Start)
        {
            await process.WaitForAsync(phase, line => line.IsStarted, Limit);
            _start = process.Age;
            if (kill.Moment == KillMoment.Checkpoint)
            {
                await process.WaitForAsync(phase, line => line.IsSettled, Limit);
            }
        }

        // Not synchronisation: the random moment is what the run is about.
        var delay = kill.Delay(_start, plan.Interval) - (kill.Moment == KillMoment.Start ? process.Age : TimeSpan.Zero);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay);
        }

        var age = process.Age;
        if (!await process.KillAsync())
        {
            var exitCode = await process.ExitAsync(Limit);
            throw new ChaosException(
                $"{phase}: the process had ended with {exitCode} before it could be killed{(exitCode == 0 ? ": give more rows or fewer kills" : $"; it said\n{process.Said()}")}");
        }

        _hits[kill.Moment] = _hits.GetValueOrDefault(kill.Moment) + 1;
        var settled = process.Events.Count(line => line.IsSettled);
        log($"kill {number} of {plan.Kills}: {age.TotalMilliseconds:0} ms after its start ({kill.Moment}), {settled} checkpoints, {Published()} files published");
    }

    private int Published() => Directory.Exists(job.Files) ? Directory.GetFiles(job.Files).Length : 0;
}
