using System.Globalization;
using System.Text;
using Weir.Checkpoints;
using Weir.Runtime.Tests.Golden;
using Weir.TestKit;
using Weir.TestKit.Files;

namespace Weir.Runtime.Tests.PowerCuts;

/// <summary>
/// A whole job with a folder, a file and dead letters, whose machine loses its power, or whose process is killed, at any call that touches
/// a file, and again while it recovers: every row stands in each of them exactly once in the end.
/// </summary>
public class PowerCutTests
{
    private const int RowCount = 24;
    private const int Lanes = 8;
    private const int Everything = int.MaxValue / 2;

    private const string Script = """
        CREATE TABLE rows (n BIGINT NOT NULL) WITH (connector = 'single_file', path = 'in/rows.json', format = 'json', type = 'source', bad_data = 'dead_letter');
        CREATE TABLE folder (n BIGINT) WITH (connector = 'filesystem', path = 'out/folder', format = 'json', type = 'sink', 'rolling_policy.file_size' = '40');
        CREATE TABLE file (n BIGINT) WITH (connector = 'single_file', path = 'out/file.json', format = 'json', type = 'sink');
        INSERT INTO folder SELECT n FROM rows;
        INSERT INTO file SELECT n FROM rows;
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Every call of the first start is a place to cut at; WEIR_POWER_CUTS says how often, each time with other seeds.</summary>
    [Fact]
    public async Task Every_row_is_there_once_whenever_the_power_goes()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("WEIR_POWER_CUTS") ?? "1", CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var calls = lane;
                while (await IsCutAsync(calls, (round * 100_000) + calls))
                {
                    calls += Lanes;
                }

                Assert.True(calls > 200, $"the job makes only {calls} calls");
            }
        })));
    }

    /// <returns>False when the job had finished before its first cut.</returns>
    private static async Task<bool> IsCutAsync(int firstCut, int seed)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("in"));
        await File.WriteAllTextAsync(folder.At("in", "rows.json"), Input());
        var story = new StringBuilder($"cut at {firstCut}, seed {seed}:");
        var random = new Random(seed);
        var files = new PowerCutFiles(folder.Path);

        // The first at this very call, and others somewhere in the starts behind it.
        int?[] cuts = [firstCut, .. Enumerable.Range(0, random.Next(3)).Select(_ => (int?)random.Next(random.Next(2) == 0 ? 40 : 200)), null];
        foreach (var (start, calls) in cuts.Index())
        {
            files.CallsLeft = calls;
            var isDone = await RunAsync(files, folder.Path, random, story);
            if (isDone)
            {
                Compare(folder.Path, story.ToString());
                return start > 0;
            }

            var isKill = random.Next(3) == 0;
            var lost = random.Next(4) is var loss and < 2 ? loss : random.Next(2, int.MaxValue);
            story.Append(isKill ? " killed;" : $" power lost, seed {lost};");
            files = isKill ? files.Kill() : files.PowerCut(lost);
        }

        throw new InvalidOperationException("the last start is not cut");
    }

    /// <returns>False when it was cut.</returns>
    private static async Task<bool> RunAsync(PowerCutFiles files, string folder, Random random, StringBuilder story)
    {
        var (run, errors) = ScriptRun.Make(
            Script, new Dictionary<string, string>(), folder, TimeSpan.FromMilliseconds(1), configure: options => options with { Files = files, EndProcess = _ => { } });
        Assert.True(run is not null, errors);
        await using (run)
        {
            run.Start();
            await PaceAsync(run, files, random).WaitAsync(Limit);
            if (files.IsOut)
            {
                run.RequestStop();
                run.RequestStop();
            }

            var result = await run.Result.WaitAsync(Limit);
            if (files.IsOut)
            {
                story.Append($" after {string.Join(", ", files.Calls.TakeLast(2))}");
                return false;
            }

            Assert.True(result.Ending == Ending.Finished, $"{story}\n{result.Ending}: {result.Cause}\n{string.Join('\n', run.Listener.Messages)}");
            return true;
        }
    }

    // A few rows, then often a checkpoint, and so on.
    private static async Task PaceAsync(ScriptRun run, PowerCutFiles files, Random random)
    {
        for (var rows = 0; rows < RowCount && !run.Result.IsCompleted && !files.IsOut;)
        {
            var next = random.Next(1, 5);
            rows += next;
            await Task.WhenAny(run.Gate.OpenFor(next), run.Result, files.WentOut);
            if (random.Next(3) > 0)
            {
                await Task.WhenAny(run.Listener.SettlesAgain(), run.Result, files.WentOut);
            }
        }

        _ = run.Gate.OpenFor(Everything);
        await Task.WhenAny(run.Result, files.WentOut);
    }

    private static string Input() => string.Concat(Enumerable.Range(0, RowCount).Select(n => n % 4 == 3 ? $"{{\"n\":\"bad {n}\"}}\n" : $"{{\"n\":{n}}}\n"));

    private static void Compare(string folder, string story)
    {
        string[] good = [.. Enumerable.Range(0, RowCount).Where(n => n % 4 != 3).Select(n => $"{{\"n\":{n}}}").Order(StringComparer.Ordinal)];
        Same(good, Directory.GetFiles(Path.Combine(folder, "out", "folder")).SelectMany(File.ReadAllLines), "folder");
        Same(good, File.ReadAllLines(Path.Combine(folder, "out", "file.json")), "file");
        Same(
            [.. Enumerable.Range(0, RowCount).Where(n => n % 4 == 3).Select(n => $"{{\"n\":\"bad {n}\"}}").Order(StringComparer.Ordinal)],
            DeadLetterReader.Read(Path.Combine(folder, ".weir"), "rows").Select(letter => Encoding.UTF8.GetString(letter.Bytes.Span)),
            "dead letters");

        void Same(string[] expected, IEnumerable<string> actual, string where)
        {
            string[] rows = [.. actual.Order(StringComparer.Ordinal)];
            Assert.True(
                expected.SequenceEqual(rows),
                $"{story}\n{where}: missing [{string.Join(' ', expected.Except(rows))}], there are {rows.Length} of {expected.Length}: {string.Join(' ', rows)}");
        }
    }
}
