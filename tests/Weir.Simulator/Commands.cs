using System.Diagnostics;

namespace Weir.Simulator;

/// <summary>The command line: soak, search, run.</summary>
internal static class Commands
{
    private const string Usage = """
        usage: soak --seeds N [--start S] [--fault NAME]     every seed must hold; progress on standard error
               search --fault NAME [--seeds N] [--start S]   finds seeds that the fault makes fail
               run --seed S [--fault NAME] [--trace]         replays one seed
               faults                                        lists the faults, their pinned seeds and reasons
        """;

    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Length; i++)
        {
            var hasValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            options[arguments[i]] = hasValue ? arguments[++i] : "";
        }

        long Number(string name, long otherwise) => options.TryGetValue(name, out var text) ? long.Parse(text) : otherwise;
        var fault = options.TryGetValue("--fault", out var faultName) ? FaultCatalog.Find(faultName) : null;
        if (faultName is not null && fault is null)
        {
            error.WriteLine($"\"{faultName}\" is not a fault; \"faults\" lists them");
            return 2;
        }

        switch (arguments.FirstOrDefault())
        {
            case "soak":
                return Soak(Number("--start", 0), Number("--seeds", 100_000), fault, stopAtFirst: false, output, error);
            case "search" when fault is not null:
                return Soak(Number("--start", 0), Number("--seeds", 20_000), fault, stopAtFirst: true, output, error) == 1 ? 0 : 1;
            case "run" when options.ContainsKey("--seed"):
                return RunOne(Number("--seed", 0), fault, options.ContainsKey("--trace"), output);
            case "faults":
                foreach (var known in FaultCatalog.All)
                {
                    output.WriteLine($"{known.Name}: seed {known.PinnedSeed}");
                }

                return 0;
            default:
                error.WriteLine(Usage);
                return 2;
        }
    }

    public static string Replay(long seed, string? fault) =>
        $"dotnet run --project tests/Weir.Simulator -- run --seed {seed}{(fault is null ? "" : $" --fault {fault}")} --trace";

    private static int RunOne(long seed, Fault? fault, bool trace, TextWriter output)
    {
        var result = World.Simulate(new()
        {
            Seed = seed,
            Faults = fault?.Faults ?? Weir.Checkpoints.ProtocolFaults.None,
            Trace = trace ? output.WriteLine : null,
        });
        output.WriteLine(result.Problem is { } problem
            ? $"seed {seed} fails after {result.Steps} steps: {problem}"
            : $"seed {seed} holds after {result.Steps} steps{(result.HasStopped ? ", stopped and said so" : "")}");
        return result.Problem is null ? 0 : 1;
    }

    private static int Soak(long start, long seeds, Fault? fault, bool stopAtFirst, TextWriter output, TextWriter error)
    {
        var watch = Stopwatch.StartNew();
        var (failed, stopped, steps) = (0L, 0L, 0L);
        for (var seed = start; seed < start + seeds; seed++)
        {
            var result = World.Simulate(new() { Seed = seed, Faults = fault?.Faults ?? Weir.Checkpoints.ProtocolFaults.None });
            steps += result.Steps;
            stopped += result.HasStopped ? 1 : 0;
            if (result.Problem is { } problem)
            {
                failed++;
                output.WriteLine($"seed {seed}: {problem}");
                output.WriteLine($"  {Replay(seed, fault?.Name)}");
                if (stopAtFirst || failed >= 20)
                {
                    break;
                }
            }

            if ((seed - start + 1) % 10_000 == 0)
            {
                error.WriteLine($"{seed - start + 1} of {seeds} seeds, {failed} failed, {stopped} stopped and said so, {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        output.WriteLine($"{failed} failed, {stopped} stopped and said so, {steps} steps in {watch.Elapsed.TotalSeconds:0.0} s");
        return failed > 0 ? 1 : 0;
    }
}
