using System.CommandLine;
using System.Runtime.InteropServices;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Runtime;

namespace Weir.Cli.Commands;

/// <summary><c>weir run</c>: runs a script's pipelines in this process until their sources end or somebody stops them.</summary>
internal sealed class RunCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly ScriptOptions _script = new();

    private readonly Option<string?> _dataDirectory = new("--data-dir") { Description = "where checkpoints are kept; .weir/<script> beside the script by default", HelpName = "DIR" };

    private readonly Option<string> _interval = new("--checkpoint-interval") { Description = "time between checkpoints, from 100ms up", DefaultValueFactory = _ => "10s", HelpName = "10s" };

    private readonly Option<int> _parallelism = new("--parallelism") { Description = "subtasks of operators by key (there are none yet: 1)", DefaultValueFactory = _ => 1, HelpName = "N" };

    private readonly Option<string?> _guarantee = new("--guarantee") { Description = "refuse to start unless every sink has it", HelpName = "exactly-once" };

    private readonly Option<bool> _fresh = new("--fresh") { Description = "close the current job and begin a new one from the start" };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "with --fresh: replace what stands at the outputs of the script, and remove what earlier jobs of this data directory published there" };

    private readonly Option<long?> _fromCheckpoint =
        new Option<long?>("--from-checkpoint") { Description = "begin a new job from checkpoint N of the current one", HelpName = "N" }.NotNegative();

    private readonly Option<bool> _allowStateDrop = new("--allow-state-drop") { Description = "go on although tables of the last checkpoint are gone or changed" };

    private readonly Option<bool> _acceptLostRows = new("--accept-lost-rows") { Description = "go on although an outsider ended part of a committed epoch" };

    private readonly Option<int?> _maxRows =
        new Option<int?>("--max-rows") { Description = "stop when the previews have shown so many rows", HelpName = "N" }.NotNegative();

    private readonly Option<string?> _timeout = new("--timeout") { Description = "stop after so long", HelpName = "30s" };

    private readonly Option<bool> _json = new("--json") { Description = "one JSON object a line, for programs" };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "no progress, only rows, warnings and errors" };

    public static Command Create()
    {
        var run = new RunCommand();
        var command = new Command("run", "Run a script until its sources end, or Ctrl-C takes a last checkpoint; a second run goes on from there.");
        run._script.AddTo(command);
        foreach (var option in (Option[])
            [run._dataDirectory, run._interval, run._parallelism, run._guarantee, run._fresh, run._overwrite, run._fromCheckpoint, run._allowStateDrop,
                run._acceptLostRows, run._maxRows, run._timeout, run._json, run._quiet])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, _) => run.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var rowsMax = parsed.GetValue(_maxRows);
        IConsoleOutput output = parsed.GetValue(_json)
            ? new JsonOutput(rowsMax)
            : new TextOutput(!Console.IsErrorRedirected && !parsed.GetValue(_quiet), rowsMax, null);
        return await CommandRunner.RunAsync(output, () => RunAsync(parsed, output));
    }

    private async Task<int> RunAsync(ParseResult parsed, IConsoleOutput output)
    {
        var script = Script.Read(parsed, _script);
        var connectors = ConnectorSet.Create();
        if (script.Plan(connectors, output) is not { Plan: { } plan })
        {
            return ExitCodes.WrongInput;
        }

        var options = Options(parsed, script);
        var timeout = parsed.GetValue(_timeout) is { } text ? Duration("--timeout", text) : (TimeSpan?)null;
        var graph = new JobGraph(plan, connectors, output);
        if (!CheckGuarantee(parsed.GetValue(_guarantee), graph, output))
        {
            return ExitCodes.WrongInput;
        }

        if (graph.KeepsState && options.DataDirectory is null)
        {
            throw new UsageException("a script that is not in a file needs a place for its checkpoints: give --data-dir DIR");
        }

        if (!parsed.GetValue(_quiet))
        {
            output.Guarantees(graph.Guarantees());
        }

        if (!graph.KeepsState)
        {
            await TellOfLeftJobAsync(options.DataDirectory, output);
        }

        await using var job = new JobRunner(graph, options, output);
        using var signals = new StopSignals(job.RequestStop);
        return await FollowAsync(job, output, timeout, parsed.GetValue(_quiet));
    }

    // The script of that job may have written to files where this one shows rows, or throws them away.
    private static async Task TellOfLeftJobAsync(string? dataDirectory, IConsoleOutput output)
    {
        if (!Directory.Exists(dataDirectory))
        {
            return;
        }

        await using var store = new LocalCheckpointStore(new LocalStoreOptions { DataDirectory = dataDirectory });
        if ((await store.ReadCurrentAsync(CancellationToken.None)).Job is { } job)
        {
            output.Reported(ReportSeverity.Information, new(
                $"this script keeps no position, and reads from the start; job \"{job}\" in {dataDirectory} stays as it is, with what it has not published",
                "the script that wrote goes on with it"));
        }
    }

    private static async Task<int> FollowAsync(JobRunner job, IConsoleOutput output, TimeSpan? timeout, bool isQuiet)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        var running = Task.Run(job.RunAsync);
        using var stop = timeout is { } limit ? time.CreateTimer(_ => job.RequestStop(), null, limit, Timeout.InfiniteTimeSpan) : null;
        using (var ticks = new PeriodicTimer(ProgressInterval))
        {
            while (true)
            {
                var tick = ticks.WaitForNextTickAsync().AsTask();
                if (await Task.WhenAny(running, tick) == running)
                {
                    break;
                }

                if (!isQuiet)
                {
                    output.Progress(job.Progress, time.GetElapsedTime(began));
                }
            }
        }

        var result = await running;
        if (!isQuiet || result.ExitCode != 0 || result.WasFinished)
        {
            output.Summary(result, job.Progress, time.GetElapsedTime(began));
        }

        return result.ExitCode;
    }

    private static bool CheckGuarantee(string? wanted, JobGraph graph, IConsoleOutput output)
    {
        switch (wanted)
        {
            case null:
                return true;
            case "exactly-once":
                var weak = graph.Guarantees().Where(guarantee => guarantee.Level < GuaranteeLevel.ExactlyOnce).ToList();
                foreach (var guarantee in weak)
                {
                    output.Error($"sink \"{guarantee.Table}\" is {guarantee.Text}: {guarantee.Reason}", "write to connector = 'filesystem', or leave --guarantee out");
                }

                return weak.Count == 0;
            default:
                throw new UsageException($"--guarantee cannot be \"{wanted}\": write exactly-once");
        }
    }

    private static TimeSpan Duration(string option, string text) =>
        Durations.TryParse(text, out var duration) ? duration : throw new UsageException($"{option} cannot be \"{text}\": write a duration such as 200ms, 10s or 1m; a bare number is seconds");

    private JobOptions Options(ParseResult parsed, Script script)
    {
        var interval = Duration("--checkpoint-interval", parsed.GetValue(_interval)!);
        if (interval < TimeSpan.FromMilliseconds(100))
        {
            throw new UsageException("--checkpoint-interval must be at least 100ms");
        }

        if (parsed.GetValue(_parallelism) != 1)
        {
            throw new UsageException("--parallelism must be 1: operators that can be split by key are not there yet, and one file has one reader");
        }

        var (fresh, overwrite, from) = (parsed.GetValue(_fresh), parsed.GetValue(_overwrite), parsed.GetValue(_fromCheckpoint));
        if (overwrite && !fresh)
        {
            throw new UsageException("--overwrite goes with --fresh");
        }

        if (fresh && from is not null)
        {
            throw new UsageException("give --fresh or --from-checkpoint, not both");
        }

        return new JobOptions
        {
            BaseFolder = script.BaseFolder,
            DataDirectory = parsed.GetValue(_dataDirectory) is { } given ? Path.GetFullPath(given) : script.DefaultDataDirectory,
            CheckpointInterval = interval,
            Fresh = fresh,
            Overwrite = overwrite,
            FromCheckpoint = from is { } slot ? new Slot(slot) : null,
            AllowStateDrop = parsed.GetValue(_allowStateDrop),
            AcceptLostRows = parsed.GetValue(_acceptLostRows),
        };
    }

    /// <summary>Ctrl-C, SIGTERM and SIGHUP ask the job to stop; the second one makes it quit.</summary>
    private sealed class StopSignals : IDisposable
    {
        private static readonly TimeSpan QuitLimit = TimeSpan.FromSeconds(2);

        // The job ends by itself within 30 s, and says so; unless nobody reads what it says, and it cannot even do that.
        private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(31);

        private readonly PosixSignalRegistration[] _registrations;
        private int _count;
        private Timer? _stop;
        private Timer? _quit;

        public StopSignals(Action stop)
        {
            void Handle(PosixSignalContext context)
            {
                context.Cancel = true;
                stop();

                // A connector that hangs in a call of the system cannot be waited for: leaving now is as safe as a kill.
                switch (Interlocked.Increment(ref _count))
                {
                    case 1:
                        _stop = new Timer(_ => Environment.Exit(ExitCodes.WouldNotStop), null, StopLimit, Timeout.InfiniteTimeSpan);
                        break;
                    case 2:
                        _quit = new Timer(_ => Environment.Exit(ExitCodes.Done), null, QuitLimit, Timeout.InfiniteTimeSpan);
                        break;
                }
            }

            _registrations =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
            ];
        }

        public void Dispose()
        {
            _stop?.Dispose();
            _quit?.Dispose();
            foreach (var registration in _registrations)
            {
                registration.Dispose();
            }
        }
    }
}
