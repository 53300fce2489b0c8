using Weir.Checkpoints;
using Weir.Runtime.Tests.Golden;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Jobs;

/// <summary><c>--fresh --overwrite</c>.</summary>
public sealed class OverwriteTests : IDisposable
{
    private const string Script = """
        CREATE TABLE i WITH (connector = 'impulse', event_rate = 1000);
        CREATE TABLE o (n BIGINT) WITH (connector = 'single_file', path = 'o.json', format = 'json', type = 'sink');
        INSERT INTO o SELECT counter FROM i;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_has_leave_to_overwrite_until_it_runs_and_not_for_what_is_added_later()
    {
        await File.WriteAllTextAsync(_folder.At("o.json"), "of an earlier job\n");
        await File.WriteAllTextAsync(_folder.At("p.json"), "precious\n");
        var first = await StopAsync(Script, options => options with { Fresh = true, Overwrite = true });
        Assert.Equal(Ending.Stopped, first.Ending);
        Assert.StartsWith("{\"n\":0}\n", await File.ReadAllTextAsync(_folder.At("o.json")), StringComparison.Ordinal);

        const string More = "CREATE TABLE p (n BIGINT) WITH (connector = 'single_file', path = 'p.json', format = 'json', type = 'sink'); INSERT INTO p SELECT counter FROM i;";
        var second = await StopAsync(Script + More, options => options);
        Assert.Equal(Ending.Refused, second.Ending);
        Assert.Contains("exists and is not this job's to write over", second.Cause!.Message, StringComparison.Ordinal);
        Assert.Equal("precious\n", await File.ReadAllTextAsync(_folder.At("p.json")));
    }

    /// <summary>Runs until some rows have moved, and stops with a last checkpoint; or until the start is refused.</summary>
    private async Task<JobResult> StopAsync(string script, Func<JobOptions, JobOptions> configure)
    {
        var (run, errors) = ScriptRun.Make(script, new Dictionary<string, string>(), _folder.Path, TimeSpan.FromSeconds(10), configure: configure);
        Assert.True(run is not null, errors);
        await using (run)
        {
            run.Start();
            await Task.WhenAny(run.Gate.OpenFor(3), run.Result);
            run.RequestStop();
            return await run.Result;
        }
    }
}
