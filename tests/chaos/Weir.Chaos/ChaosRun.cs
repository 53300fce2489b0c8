using System.Diagnostics;

namespace Weir.Chaos;

/// <summary>
/// Runs a job whose process is killed again and again, lets it finish, and has the rows counted. When the job finishes before the last
/// kill, the machine is faster than the plan: the run begins anew with twice the rows, since it would show less than it says.
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
        log($"seed {plan.Seed}, {plan.Rows} rows, {plan.Kills} kills, {plan.Outputs}; the same again:\n  {plan.Replay}");
        var rows = plan.Rows;
        while (!await KillAllAsync(rows))
        {
            rows *= 2;
            log($"the job was finished before the last kill; once more with {rows} rows");
            Directory.Delete(job.Folder, recursive: true);
            Directory.CreateDirectory(job.Folder);
            _hits.Clear();
        }

        await using (var last = job.Start(plan.Interval))
        {
            await last.MustExitAsync(0, Limit);
        }

        var count = await job.CountAsync($"at the end of seed {plan.Seed}", plan.Outputs, isWhole: true);
        return new ChaosResult(_hits.Values.Sum(), _hits, plan.Kills + 1, watch.Elapsed, count);
    }

    private async Task<bool> KillAllAsync(int rows)
    {
        job.Write(rows, plan.Seed, plan.Outputs);
        foreach (var (index, kill) in plan.Draw().Index())
        {
            if (!await KillOnceAsync(index + 1, kill))
            {
                return false;
            }

            if (plan.CountEvery > 0 && plan.Outputs != Outputs.Lines && (index + 1) % plan.CountEvery == 0)
            {
                await job.CountAsync($"after kill {index + 1} of seed {plan.Seed}", plan.Outputs, isWhole: false);
            }
        }

        return true;
    }

    private async Task<bool> KillOnceAsync(int number, Kill kill)
    {
        await using var process = job.Start(plan.Interval);
        var phase = $"kill {number} of seed {plan.Seed}, {kill.Moment}";
        if (kill.Moment != KillMoment.Start)
        {
            // Finished already: there is nothing to wait for, and the exit code below says so.
            if (await process.TryWaitForAsync(phase, line => line.IsStarted, Limit) is not null)
            {
                _start = process.Age;
                if (kill.Moment == KillMoment.Checkpoint)
                {
                    await process.TryWaitForAsync(phase, line => line.IsSettled, Limit);
                }
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
            await process.MustExitAsync(0, Limit);
            return false;
        }

        _hits[kill.Moment] = _hits.GetValueOrDefault(kill.Moment) + 1;
        var settled = process.Events.Count(line => line.IsSettled);
        log($"kill {number} of {plan.Kills}: {age.TotalMilliseconds:0} ms after its start ({kill.Moment}), {settled} checkpoints, {Published()} files published");
        return true;
    }

    private int Published() => Directory.Exists(job.Files) ? Directory.GetFiles(job.Files).Length : 0;
}
