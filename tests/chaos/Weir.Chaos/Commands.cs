namespace Weir.Chaos;

/// <summary>The command line: run, soak.</summary>
internal static class Commands
{
    private const string Usage = """
        usage: run  [--rows 1000000] [--kills 5] [--seed N] [--outputs files|lines|all]    the test run's sizes
               soak [--rows 10000000] [--kills 50] [--seed N] [--outputs files|lines|all] [--rounds N]
        Kills the built weir at random moments and has the rows counted at the end. WEIR_BIN names another program to run.
        """;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var isSoak = arguments.FirstOrDefault() == "soak";
        if (!isSoak && arguments.FirstOrDefault() != "run")
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i + 1 < arguments.Length; i += 2)
        {
            options[arguments[i]] = arguments[i + 1];
        }

        int Number(string name, int otherwise) => options.TryGetValue(name, out var text) ? int.Parse(text) : otherwise;
        var seed = Number("--seed", Random.Shared.Next());
        for (var round = 0; round < Number("--rounds", 1); round++)
        {
            var plan = new ChaosPlan
            {
                Seed = seed + round,
                Rows = Number("--rows", isSoak ? 10_000_000 : 1_000_000),
                Kills = Number("--kills", isSoak ? 50 : 5),
                Outputs = options.TryGetValue("--outputs", out var outputs) ? Enum.Parse<Outputs>(outputs, ignoreCase: true) : Outputs.All,
                CountEvery = isSoak ? 10 : 1,
            };
            if (!await RunOneAsync(plan, output, error))
            {
                return 1;
            }
        }

        return 0;
    }

    private static async Task<bool> RunOneAsync(ChaosPlan plan, TextWriter output, TextWriter error)
    {
        using var folder = new TemporaryFolder();
        try
        {
            var result = await new ChaosRun(plan, new ChaosJob(folder.Path), error.WriteLine).RunAsync();
            var moments = string.Join(", ", result.Moments.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"));
            await output.WriteLineAsync($"every row once after {result.Kills} kills ({moments}) in {result.Elapsed.TotalSeconds:0.0} s: {result.Count}");
            return true;
        }
        catch (ChaosException exception)
        {
            await output.WriteLineAsync($"failed: {exception.Message}\nthe same again: {plan.Replay}");
            return false;
        }
    }
}
