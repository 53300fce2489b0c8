using Weir.Connectors;
using Weir.Connectors.Builtin.Blackhole;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Connectors.Builtin.Impulse;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Connectors.Builtin.Stdout;
using Weir.Planner;
using Weir.Planner.Catalog;
using Weir.Sql;

namespace Weir.Runtime.Tests.Golden;

/// <summary>One start of a script in a folder, to be stopped, killed or let finish.</summary>
internal sealed class ScriptRun : IAsyncDisposable
{
    private readonly JobRunner _job;

    private ScriptRun(JobRunner job, Gate gate, RecordedListener listener, RecordedPreview preview)
    {
        _job = job;
        Gate = gate;
        Listener = listener;
        Preview = preview;
    }

    public Gate Gate { get; }

    public RecordedListener Listener { get; }

    public RecordedPreview Preview { get; }

    /// <summary>Of the job, once started.</summary>
    public Task<JobResult> Result { get; private set; } = null!;

    /// <summary>Plans the script; nothing runs yet.</summary>
    /// <param name="interval">Between checkpoints.</param>
    /// <param name="isPaced">Sources read a record at a time and wait at the gate; else as they please.</param>
    /// <param name="configure">Has the last word about the options.</param>
    /// <returns>The diagnostics' messages when it cannot be planned.</returns>
    public static (ScriptRun? Run, string Errors) Make(
        string script, IReadOnlyDictionary<string, string> variables, string folder, TimeSpan interval, bool isPaced = true,
        Func<JobOptions, JobOptions>? configure = null)
    {
        var connectors = Connectors(connector => connector);
        var result = Plan(connectors);
        if (result.Plan is not { } plan)
        {
            return (null, string.Join('\n', result.Diagnostics.Select(diagnostic => $"{diagnostic.Message}; {diagnostic.Hint}")));
        }

        var gate = new Gate(plan.Sources.Count());
        var (listener, preview) = (new RecordedListener(), new RecordedPreview());
        var options = new JobOptions { BaseFolder = folder, DataDirectory = Path.Combine(folder, ".weir"), CheckpointInterval = interval };
        options = configure?.Invoke(options) ?? options;
        var graph = new JobGraph(plan, isPaced ? Connectors(connector => new PacedConnector(connector, gate)) : connectors, preview);
        return (new ScriptRun(new JobRunner(graph, options, listener), gate, listener, preview), "");

        PlanResult Plan(ConnectorRegistry registry) => ScriptPlanner.Plan(
            SqlParser.Parse(new SourceText(script, "case"), new ScriptVariables(variables)), new InMemoryCatalog(), new ConnectorCatalog(registry, []), new PlannerOptions());
    }

    public void Start() => Result = Task.Run(_job.RunAsync);

    public void RequestStop() => _job.RequestStop();

    /// <summary>Ends without a last round, as the end of the process would.</summary>
    public async Task KillAsync()
    {
        _job.RequestStop();
        _job.RequestStop();
        await Result;
    }

    /// <summary>Tears what a killed run wrote last. Call it when the run is disposed: until then its store is at work.</summary>
    public static async Task TearAsync(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path =>
            path.EndsWith("out.json", StringComparison.Ordinal) || (path.EndsWith(".tmp", StringComparison.Ordinal) && !IsDecided(folder, path))))
        {
            await File.AppendAllTextAsync(path, "{\"torn");
        }
    }

    // A file that a manifest is to publish was closed before: nothing of it can be torn.
    private static bool IsDecided(string folder, string staged) =>
        Directory.EnumerateFiles(Path.Combine(folder, ".weir"), "*.json", SearchOption.AllDirectories)
            .Any(manifest => File.ReadAllText(manifest).Contains($"\"resource\":\"{Path.GetFileNameWithoutExtension(staged)}\"", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _job.DisposeAsync();
        Assert.Equal((0, 0), _job.Rented);
    }

    private static ConnectorRegistry Connectors(Func<IConnector, IConnector> wrap) => new ConnectorRegistry()
        .Add(wrap(new BlackholeConnector()))
        .Add(wrap(new FilesystemConnector()))
        .Add(wrap(new ImpulseConnector()))
        .Add(wrap(new SingleFileConnector()))
        .Add(wrap(new StdoutConnector()));
}
