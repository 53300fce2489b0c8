using Weir.Checkpoints;
using Weir.Runtime.Tests.Golden;

namespace Weir.Runtime.Tests.Jobs;

/// <summary>Settings that come from the environment.</summary>
public sealed class EnvironmentReferencesTests : IDisposable
{
    private const string Name = "TEST_OF_REFERENCES";

    private const string Script = """
        CREATE TABLE i WITH (connector = 'impulse', event_rate = '{{ TEST_OF_REFERENCES }}', message_count = 3);
        SELECT counter FROM i;
        """;

    public void Dispose() => Environment.SetEnvironmentVariable(Name, null);

    [Theory]
    [InlineData("1000")]
    [InlineData("1e3")]
    public async Task A_value_may_be_written_as_in_a_script(string value)
    {
        Environment.SetEnvironmentVariable(Name, value);
        Assert.Equal(Ending.Finished, (await RunAsync(Script)).Ending);
    }

    [Fact]
    public async Task A_wrong_value_is_named_by_its_option_and_never_shown()
    {
        Environment.SetEnvironmentVariable(Name, "hunter2");
        var result = await RunAsync(Script);
        Assert.Equal(Ending.Refused, result.Ending);
        Assert.Equal("table \"i\": option \"event_rate\" must be a number", result.Cause!.Message);
        Assert.Contains(Name, result.Cause.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Cause.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path = '{{ TEST_OF_REFERENCES }}'", "", "option \"path\" is empty", "")]
    [InlineData("path = 'x', 'source.compression' = '${TEST_OF_REFERENCES}'", "lz4", "option \"source.compression\" has another value than those it can have", "there are \"none\", \"gzip\", \"zstd\"; its value comes from")]
    [InlineData("path = 'x', wait_for_control = '{{ TEST_OF_REFERENCES }}'", "maybe", "option \"wait_for_control\" must be true or false", "its value comes from")]
    public async Task Every_kind_is_checked_when_it_is_filled(string options, string value, string message, string hint)
    {
        Environment.SetEnvironmentVariable(Name, value);
        if (Environment.GetEnvironmentVariable(Name) is null)
        {
            // This platform takes an empty variable away.
            return;
        }

        var result = await RunAsync($"CREATE TABLE i (a BIGINT) WITH (connector = 'single_file', {options}, format = 'json'); SELECT a FROM i;");
        Assert.Equal((Ending.Refused, $"table \"i\": {message}"), (result.Ending, result.Cause!.Message));
        Assert.Contains(hint, result.Cause.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_set_is_an_error()
    {
        var result = await RunAsync(Script);
        Assert.Equal(Ending.Refused, result.Ending);
        Assert.Equal($"table \"i\": option \"event_rate\" refers to \"{Name}\", which is not set", result.Cause!.Message);
    }

    [Fact]
    public void Variables_of_weir_itself_are_not_given_away()
    {
        Environment.SetEnvironmentVariable("WEIR_TEST_OF_REFERENCES", "secret");
        Assert.Null(EnvironmentReferences.Instance.Resolve("WEIR_TEST_OF_REFERENCES"));
        Environment.SetEnvironmentVariable("WEIR_TEST_OF_REFERENCES", null);
    }

    private static async Task<JobResult> RunAsync(string script)
    {
        var (run, errors) = ScriptRun.Make(script, new Dictionary<string, string>(), "/", TimeSpan.FromSeconds(10), isPaced: false);
        Assert.True(run is not null, errors);
        await using (run)
        {
            run.Start();
            return await run.Result;
        }
    }
}
