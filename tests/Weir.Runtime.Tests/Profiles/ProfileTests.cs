using System.Text;
using System.Text.Json;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Connectors.Builtin.Impulse;
using Weir.Planner;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;
using Weir.Runtime.Tests.Golden;
using Weir.Settings;
using Weir.Sql;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Profiles;

/// <summary>Connection profiles: read from JSON, named by tables, given to connectors.</summary>
public sealed class ProfileTests
{
    private const string Named = "CREATE TABLE t (greeting TEXT) WITH (connector = 'greeter', connection_profile = 'polite', whom = 'you', format = 'json'); SELECT greeting FROM t;";

    private static readonly ConnectorRegistry Registry = new ConnectorRegistry().Add(new FilesystemConnector()).Add(new GreeterConnector()).Add(new ImpulseConnector());

    [Theory]
    [InlineData(Named)]
    [InlineData("CREATE TABLE t (greeting TEXT) WITH (connector = 'greeter', greeting = 'Good day', password = 'hunter2', whom = 'you', format = 'json'); SELECT greeting FROM t;")]
    public async Task A_connector_is_given_the_profile_stored_or_written_out(string script)
    {
        var profiles = Profiles("""[{"name": "Polite", "connector": "greeter", "config": {"greeting": "Good {{ PART_OF_DAY }}", "password": "hunter2"}}]""");
        var (preview, result) = await RunAsync(script, profiles, new Variables { ["PART_OF_DAY"] = "day" });
        Assert.Equal(Ending.Finished, result.Ending);
        Assert.Equal("{\"greeting\":\"Good day, you\"}", Assert.Single(preview.Rows[1]));
    }

    [Fact]
    public async Task A_reference_of_a_profile_that_is_not_set_is_an_error_of_the_start()
    {
        var profiles = Profiles("""{"data": [{"name": "polite", "connector": "greeter", "config": {"greeting": "{{ PART_OF_DAY }}"}}]}""");
        var (_, result) = await RunAsync(Named, profiles, []);
        Assert.Equal((Ending.Refused, "table \"t\": option \"greeting\" refers to \"PART_OF_DAY\", which is not set"), (result.Ending, result.Cause!.Message));
    }

    [Fact]
    public async Task A_secret_stands_in_nothing_that_is_shown_or_kept()
    {
        const string Canary = "canary-5f2d";
        const string Script = $"""
            CREATE TABLE t (greeting TEXT) WITH (connector = 'greeter', greeting = 'Good day', password = '{Canary}', whom = 'you', format = 'json', bad_data = 'dead_letter');
            CREATE TABLE o (greeting TEXT) WITH (connector = 'filesystem', path = 'out', format = 'json', type = 'sink');
            INSERT INTO o SELECT greeting FROM t;
            """;
        using var folder = new TemporaryFolder();
        var listener = new RecordedListener();
        var plan = Plan(Script, []);
        await using (var job = new JobRunner(
            new JobGraph(plan, Registry, new RecordedPreview()), new JobOptions { BaseFolder = folder.Path, DataDirectory = folder.At(".weir") }, listener))
        {
            Assert.Equal(Ending.Finished, (await job.RunAsync()).Ending);
        }

        var kept = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(kept, path => path.EndsWith(".json", StringComparison.Ordinal) && path.Contains("manifests", StringComparison.Ordinal));
        Assert.All(kept, path => Assert.DoesNotContain(Canary, File.ReadAllText(path), StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, ExplainFormatter.Format(plan) + plan.ToJson() + plan + string.Join('\n', listener.Messages), StringComparison.Ordinal);

        // In the wrong place, of the wrong kind, and in a profile.
        foreach (var options in (string[])[$"password = '{Canary}', whm = 'x'", $"password = ['{Canary}'], whom = 'x'", $"password = '{{{{ {Canary}', whom = 'x'", $"password = '{Canary}', connection_profile = 'p', whom = 'x'"])
        {
            var refused = Result($"CREATE TABLE t (greeting TEXT) WITH (connector = 'greeter', greeting = 'x', format = 'json', {options}); SELECT greeting FROM t;", []);
            Assert.NotEmpty(refused.Diagnostics);
            Assert.All(refused.Diagnostics, diagnostic => Assert.DoesNotContain(Canary, $"{diagnostic.Message} {diagnostic.Hint}", StringComparison.Ordinal));
        }

        var problems = Assert.Throws<SettingsException>(() =>
            Profiles($$$"""[{"name":"p","connector":"greeter","config":{"greeting":5,"password":"{{{Canary}}}"}}]"""));
        Assert.All(problems.Problems, problem => Assert.DoesNotContain(Canary, $"{problem.Message} {problem.Hint} {problem.Pointer}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"p"}""", "", "profiles must be an array")]
    [InlineData("""[{"name":"p"}]""", "/0", "a profile has a name and a connector, both texts")]
    [InlineData("""[5]""", "/0", "a profile has a name and a connector, both texts")]
    [InlineData("""[{"name":"p","connector":"greter","config":{}}]""", "/0/connector", "profile \"p\" names an unknown connector \"greter\"")]
    [InlineData("""[{"name":"p","connector":"impulse","config":{}}]""", "/0/connector", "connector \"impulse\" has no profiles")]
    [InlineData("""[{"name":"\ud800","connector":"impulse"}]""", "/0/name", "the text is not well-formed Unicode")]
    [InlineData("""{"\ud800":1}""", "", "the text is not well-formed Unicode")]
    [InlineData("""[{"name":"x","connector":"\ud800"}]""", "/0/connector", "the text is not well-formed Unicode")]
    [InlineData("""[{"name":"p","connector":"greeter"}]""", "/0", "profile \"p\" has no config")]
    [InlineData("""[{"name":"p","connector":"greeter","config":{"greting":"x"}}]""", "/0/config/greting", "profile \"p\": \"greting\" is no setting")]
    [InlineData("""[{"name":"p","connector":"greeter","config":{"greeting":"x"}},{"name":"P","connector":"greeter","config":{"greeting":"y"}}]""", "/1/name", "there are two profiles \"P\"")]
    public void What_is_wrong_with_profiles_has_its_place(string json, string pointer, string message)
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Profiles(json)).Problems);
        Assert.Equal((pointer, message), (problem.Pointer, problem.Message));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""[{"name":"p","name":"q","connector":"greeter","config":{}}]""")]
    [InlineData("""{"data":[],"data":[]}""")]
    public void Profiles_that_are_no_json_are_told_apart(string json) => Assert.ThrowsAny<JsonException>(() => Profiles(json));

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_bytes_that_are_no_text_are_refused()
    {
        Assert.Empty(Profiles("\uFEFF[]"));
        byte[] json = [.. """[{"name":"greeter","connector":"greeter","config":{"greeting":"xx"}}]"""u8];
        Assert.Single(ConnectionReader.ReadProfiles(json, Registry));
        (json[^6], json[^5]) = (0xFF, 0xFE);
        Assert.Equal("the text is not well-formed Unicode", Assert.Single(Assert.Throws<SettingsException>(() => ConnectionReader.ReadProfiles(json, Registry)).Problems).Message);
    }

    private static async Task<(RecordedPreview Preview, JobResult Result)> RunAsync(string script, IReadOnlyList<ConnectionProfile> profiles, Variables variables)
    {
        var preview = new RecordedPreview();
        await using var job = new JobRunner(new JobGraph(Plan(script, profiles), Registry, preview), new JobOptions { BaseFolder = "/", References = variables }, new RecordedListener());
        return (preview, await job.RunAsync());
    }

    private static IReadOnlyList<ConnectionProfile> Profiles(string json) => ConnectionReader.ReadProfiles(Encoding.UTF8.GetBytes(json), Registry);

    private static PlanResult Result(string script, IReadOnlyList<ConnectionProfile> profiles) => ScriptPlanner.Plan(
        SqlParser.Parse(new SourceText(script, "profiles"), new ScriptVariables(new Dictionary<string, string>())), new InMemoryCatalog(),
        new ConnectorCatalog(Registry, profiles), new PlannerOptions());

    private static PhysicalPlan Plan(string script, IReadOnlyList<ConnectionProfile> profiles)
    {
        var result = Result(script, profiles);
        Assert.True(result.Plan is not null, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message)));
        return result.Plan;
    }

    private sealed class Variables : Dictionary<string, string>, IReferences
    {
        public string? Resolve(string name) => this.GetValueOrDefault(name);
    }
}
