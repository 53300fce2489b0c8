using Weir.Checkpoints;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Golden;

/// <summary>Every script of tests/sql gives the same rows however often it is interrupted.</summary>
public class GoldenTests
{
    private const int Everything = int.MaxValue / 2;

    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Running => [.. GoldenCase.Names().Where(name => GoldenCase.Read(name).Failure is null)];

    public static TheoryData<string> Failing => [.. GoldenCase.Names().Where(name => GoldenCase.Read(name).Failure is not null)];

    [Theory]
    [MemberData(nameof(Running))]
    public async Task Straight_through(string name)
    {
        var golden = GoldenCase.Read(name);
        using var folder = Prepare();
        var preview = await RunAsync(golden, golden.Script, folder.Path, Never, run => run.Result, isPaced: false);

        Compare(golden, folder.Path, preview);
    }

    [Theory]
    [MemberData(nameof(Running))]
    public async Task Stopped_and_gone_on_again_and_again(string name)
    {
        var golden = GoldenCase.Read(name);
        using var folder = Prepare();
        foreach (var (start, records) in ((int[])[1, 2, 1, Everything]).Index())
        {
            await RunAsync(golden, golden.StatefulScript, folder.Path, async run =>
            {
                await Task.WhenAny(run.Gate.OpenFor(records), run.Result);

                // Sources that had ended open the gate while the start is still under way, and a stop would end that.
                await Task.WhenAny(run.Listener.HasStarted, run.Result);
                run.RequestStop();
                Assert.Equal(start > 0 && !(await run.Result).WasFinished, run.Listener.WentOn);
            });
        }

        Compare(golden, folder.Path, null);
    }

    [Theory]
    [MemberData(nameof(Running))]
    public async Task Killed_before_and_after_a_checkpoint(string name)
    {
        var golden = GoldenCase.Read(name);
        using var folder = Prepare();
        await RunAsync(golden, golden.StatefulScript, folder.Path, async run =>
        {
            await Task.WhenAny(run.Gate.OpenFor(1), run.Result);
            await run.KillAsync();
        });
        await ScriptRun.TearAsync(folder.Path);
        await RunAsync(golden, golden.StatefulScript, folder.Path, TimeSpan.FromMilliseconds(1), async run =>
        {
            await Task.WhenAny(run.Gate.OpenFor(2), run.Result);
            await Task.WhenAny(run.Listener.Settled, run.Result);
            await Task.WhenAny(run.Gate.OpenFor(1), run.Result);
            await run.KillAsync();
        });
        await ScriptRun.TearAsync(folder.Path);
        await RunAsync(golden, golden.StatefulScript, folder.Path, async run =>
        {
            _ = run.Gate.OpenFor(Everything);
            var result = await run.Result;
            Assert.True(result.ExitCode == 0, $"{result.Cause}\n{string.Join('\n', run.Listener.Messages)}");
            Assert.Equal(!result.WasFinished, run.Listener.WentOn);
        });

        Compare(golden, folder.Path, null);
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task Refused_with_a_message(string name)
    {
        var golden = GoldenCase.Read(name);
        using var folder = Prepare();
        var (run, errors) = ScriptRun.Make(golden.Script, golden.Variables, folder.Path, Never);
        if (run is not null)
        {
            await using (run)
            {
                _ = run.Gate.OpenFor(Everything);
                run.Start();
                var result = await run.Result.WaitAsync(Limit);
                Assert.Contains(result.Ending, (Ending[])[Ending.Failed, Ending.Refused]);
                errors = result.Cause!.ToString();
            }
        }

        Assert.Contains(golden.Failure!, errors, StringComparison.Ordinal);
    }

    private static Task<RecordedPreview> RunAsync(GoldenCase golden, string script, string folder, Func<ScriptRun, Task> course) =>
        RunAsync(golden, script, folder, Never, course);

    private static async Task<RecordedPreview> RunAsync(GoldenCase golden, string script, string folder, TimeSpan interval, Func<ScriptRun, Task> course, bool isPaced = true)
    {
        var (made, errors) = ScriptRun.Make(script, golden.Variables, folder, interval, isPaced);
        Assert.True(made is not null, errors);
        await using var run = made;
        run.Start();
        await course(run).WaitAsync(Limit);
        var result = await run.Result;
        Assert.True(result.ExitCode == 0, $"{result.Cause}\n{string.Join('\n', run.Listener.Messages)}");
        return run.Preview;
    }

    private static TemporaryFolder Prepare()
    {
        var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.At("data"), Path.Combine(GoldenCase.Folder, "data"));
        return folder;
    }

    private static void Compare(GoldenCase golden, string folder, RecordedPreview? preview)
    {
        var actual = Outputs.Read(folder);
        if (preview?.Rows.Count > 0)
        {
            actual["result"] = Outputs.Sorted(preview.Rows.Values.SelectMany(rows => rows));
        }

        if (Environment.GetEnvironmentVariable("WEIR_SHOW_GOLDEN") is not null)
        {
            Assert.Fail(string.Join('\n', actual.SelectMany(output => output.Value.Select(row => $"--> {row}").Prepend($"--= {output.Key}"))));
        }

        Assert.Equal(golden.Expected.Keys, actual.Keys);
        foreach (var (output, rows) in golden.Expected)
        {
            Assert.Equal(rows, actual[output]);
        }
    }
}
