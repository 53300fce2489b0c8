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
    private const int Eio = 5;
    private const int Enospc = 28;
    private const int Everything = int.MaxValue / 2;

    private const string Script = """
        CREATE TABLE rows (n BIGINT NOT NULL) WITH (connector = 'single_file', path = 'in/rows.json', format = 'json', type = 'source', bad_data = 'dead_letter');
        CREATE TABLE folder (n BIGINT) WITH (connector = 'filesystem', path = 'out/folder', format = 'json', type = 'sink', 'rolling_policy.file_size' = '40');
        CREATE TABLE file (n BIGINT) WITH (connector = 'single_file', path = 'out/file.json', format = 'json', type = 'sink');
        INSERT INTO folder SELECT n FROM rows;
        INSERT INTO file SELECT n FROM rows;
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Every call of the first start is a place to cut at.</summary>
    [Fact]
    public Task Every_row_is_there_once_whenever_the_power_goes() => AtEachCallAsync(200, async (calls, seed) =>
    {
        using var world = new World(calls, seed);

        // The first at this very call, and others somewhere in the starts behind it.
        int?[] cuts = [calls, .. world.MoreCuts(), null];
        foreach (var (start, cut) in cuts.Index())
        {
            if (await RunAsync(world, cut, isFresh: false))
            {
                Compare(world);
                return start > 0;
            }
        }

        throw new InvalidOperationException("the last start is not cut");
    });

    /// <summary>
    /// A job is cut somewhere, and begun anew with <c>--fresh --overwrite</c>; every call of that start is a place to cut at. Those behind it
    /// go on with either job, or begin anew again.
    /// </summary>
    [Fact]
    public Task Every_row_is_there_once_when_a_job_is_begun_anew_whenever_the_power_goes() => AtEachCallAsync(100, async (calls, seed) =>
    {
        using var world = new World(calls, seed);
        await RunAsync(world, world.Random.Next(300), isFresh: false);
        int?[] cuts = [calls, .. world.MoreCuts(), null];
        foreach (var (start, cut) in cuts.Index())
        {
            if (await RunAsync(world, cut, isFresh: start == 0 || world.Random.Next(2) == 0))
            {
                Compare(world);
                return start > 0;
            }
        }

        throw new InvalidOperationException("the last start is not cut");
    });

    /// <summary>
    /// One call fails, as on a disk that is full or breaks: the run gets over it or ends, and the next start, often after a power cut, finishes.
    /// </summary>
    [Fact]
    public Task Every_row_is_there_once_whichever_call_fails() => AtEachCallAsync(40, async (nth, seed) =>
    {
        using var world = new World(nth, seed);
        var call = (nth * 6) + world.Random.Next(6);
        var error = world.Random.Next(2) == 0 ? Eio : Enospc;
        var left = call;
        world.Files.Fail = made => left-- == 0 && world.Fails(made, error) ? error : 0;
        if (!await RunAsync(world, calls: null, isFresh: false, mayFail: true))
        {
            world.Files.Fail = null;
            Assert.True(await RunAsync(world, calls: null, isFresh: false));
        }

        Compare(world);
        return left < 0;
    });

    // WEIR_POWER_CUTS says how often, each time with other seeds.
    private static Task AtEachCallAsync(int callsMin, Func<int, int, Task<bool>> isCutAsync)
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("WEIR_POWER_CUTS") ?? "1", CultureInfo.InvariantCulture);
        return Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var calls = lane;
                while (await isCutAsync(calls, (round * 100_000) + calls))
                {
                    calls += Lanes;
                }

                Assert.True(calls > callsMin, $"the start makes only {calls} calls");
            }
        })));
    }

    /// <returns>False when it was cut.</returns>
    private static async Task<bool> RunAsync(World world, int? calls, bool isFresh, bool mayFail = false)
    {
        var files = world.Files;
        files.CallsLeft = calls;
        var (run, errors) = ScriptRun.Make(
            Script,
            new Dictionary<string, string>(),
            world.Folder,
            TimeSpan.FromMilliseconds(1),
            configure: options => options with { Files = files, EndProcess = _ => files.CallsLeft = 0, Fresh = isFresh, Overwrite = isFresh });
        Assert.True(run is not null, errors);
        await using (run)
        {
            run.Start();
            await PaceAsync(run, files, world.Random).WaitAsync(Limit);
            if (files.IsOut)
            {
                run.RequestStop();
                run.RequestStop();
            }

            var result = await run.Result.WaitAsync(Limit);
            if (!files.IsOut && !(mayFail && result.Ending is (Ending.Failed or Ending.Refused)))
            {
                Assert.True(
                    result.Ending == Ending.Finished, $"{world.Story}\n{result.Ending}: {result.Cause}\n{string.Join('\n', run.Listener.Messages)}");
                return true;
            }
        }

        world.Cut(isFresh);
        return false;
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

    private static void Compare(World world)
    {
        var folder = world.Folder;
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
                $"{world.Story}\n{where}: missing [{string.Join(' ', expected.Except(rows))}], there are {rows.Length} of {expected.Length}: {string.Join(' ', rows)}");
        }
    }

    /// <summary>A machine with the input on its disk, and what has happened to it.</summary>
    private sealed class World : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public World(int calls, int seed)
        {
            Random = new Random(seed);
            Story = new StringBuilder($"cut at call {calls}, seed {seed}:");
            Directory.CreateDirectory(_folder.At("in"));
            File.WriteAllText(_folder.At("in", "rows.json"), Input());
            Files = new PowerCutFiles(_folder.Path);
        }

        public Random Random { get; }

        public StringBuilder Story { get; }

        public string Folder => _folder.Path;

        public PowerCutFiles Files { get; private set; }

        public IEnumerable<int?> MoreCuts() => Enumerable.Range(0, Random.Next(3)).Select(_ => (int?)Random.Next(Random.Next(2) == 0 ? 40 : 200));

        public bool Fails(FileCall call, int error)
        {
            Story.Append(CultureInfo.InvariantCulture, $" {call} fails with {error};");
            return true;
        }

        public void Cut(bool isFresh)
        {
            Story.Append($" {(isFresh ? "begun anew, " : "")}after {string.Join(", ", Files.Calls.TakeLast(2))}");
            var isKill = Random.Next(3) == 0;
            var lost = Random.Next(4) is var loss and < 2 ? loss : Random.Next(2, int.MaxValue);
            Story.Append(isKill ? " killed;" : $" power lost, seed {lost};");
            Files = isKill ? Files.Kill() : Files.PowerCut(lost);
        }

        public void Dispose() => _folder.Dispose();
    }
}
