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
            CREATE TABLE b (n BIGINT) WITH (connector = 'single_file', path = '{{ WEIR_TESTS_NEVER_SET_THIS }}', format = 'json');
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
            Assert.Contains("WEIR_TESTS_NEVER_SET_THIS", result.Cause!.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder.At("out")));
    }
}
