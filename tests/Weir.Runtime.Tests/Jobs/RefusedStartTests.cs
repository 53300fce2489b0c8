using Weir.Checkpoints;
using Weir.Runtime.Tests.Golden;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Jobs;

/// <summary>Starts that a connector refuses when others have been made already.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task What_was_made_before_the_refusal_is_given_back()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("a.json"), "{\"n\":1}\n");
        var (run, errors) = ScriptRun.Make(
            """
            CREATE TABLE a (n BIGINT) WITH (connector = 'single_file', path = 'a.json', format = 'json', bad_data = 'dead_letter');
            CREATE TABLE b (n BIGINT) WITH (connector = 'single_file', path = '{{ NO_TEST_EVER_SETS_THIS }}', format = 'json');
            CREATE TABLE o (n BIGINT) WITH (connector = 'filesystem', path = 'out', format = 'json');
            INSERT INTO o SELECT n FROM a;
            INSERT INTO o SELECT n FROM b;
            """,
            new Dictionary<string, string>(),
            folder.Path,
            TimeSpan.FromSeconds(10));
        Assert.True(run is not null, errors);

        // Disposing checks that no memory is rented any more.
        await using (run)
        {
            run.Start();
            var result = await run.Result;
            Assert.Equal(Ending.Refused, result.Ending);
            Assert.Contains("NO_TEST_EVER_SETS_THIS", result.Cause!.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder.At("out")));
    }

    [Fact]
    public async Task Wrong_input_that_a_running_job_meets_has_failed_it_and_refused_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("in"));
        await File.WriteAllTextAsync(folder.At("in", "a.json"), "{\"n\":1}\n{\"n\":2}\n");
        await File.WriteAllTextAsync(folder.At("in", "b.json"), "{\"n\":3}\n");
        var (run, errors) = ScriptRun.Make(
            "CREATE TABLE t (n BIGINT) WITH (connector = 'filesystem', path = 'in', format = 'json'); SELECT n FROM t;",
            new Dictionary<string, string>(),
            folder.Path,
            TimeSpan.FromSeconds(10));
        Assert.True(run is not null, errors);
        await using (run)
        {
            run.Start();
            await run.Gate.OpenFor(1);
            File.Delete(folder.At("in", "b.json"));
            Directory.CreateDirectory(folder.At("in", "b.json"));
            _ = run.Gate.OpenFor(100);
            var result = await run.Result;
            Assert.Contains("is a folder, not a file", result.Cause!.Message, StringComparison.Ordinal);
            Assert.Equal((Ending.Failed, 1), (result.Ending, result.ExitCode));
        }
    }
}
