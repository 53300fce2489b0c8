using Microsoft.Extensions.Time.Testing;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Formats;
using Weir.Settings;
using Weir.TestKit;
using Weir.TestKit.Files;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>What every sink that keeps its rows owes. A subclass makes sinks and reads what readers of the target see.</summary>
public abstract class SinkConformance : LeakCheckedTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly JobId _job = JobId.From(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

    protected static Schema Schema { get; } = new(new Field("n", DataType.Int64, false));

    protected SinkConformance() => Files = new PowerCutFiles(_folder.Path);

    private protected TemporaryFolder Folder => _folder;

    /// <summary>What sinks reach files through; another one after a power cut.</summary>
    private protected PowerCutFiles Files { get; private set; }

    /// <summary>The clock of sinks.</summary>
    private protected FakeTimeProvider Time { get; } = new();

    private protected JobId Job => _job;

    protected abstract IConnector Connector { get; }

    protected abstract IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>The numbers that a reader of the target sees, in any order.</summary>
    protected abstract IEnumerable<long> ReadVisible();

    [Fact]
    public async Task Recovery_cuts_back_to_the_carry()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2, 3);
            carry = await CheckpointAsync(sink);
            await WriteAsync(sink, 4, 5);
        }

        Assert.NotNull(carry);
        await using (var sink = await OpenAsync(2, [carry]))
        {
            await WriteAsync(sink, 6);
            await FinishAsync(sink);
        }

        Assert.Equal([1L, 2L, 3L, 6L], ReadVisible().Order());
    }

    [Fact]
    public async Task Recovery_may_be_repeated()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
        }

        for (var generation = 2; generation < 5; generation++)
        {
            await using var again = await OpenAsync(generation, [carry!]);
            await WriteAsync(again, 100 + generation);
        }

        await using (var last = await OpenAsync(5, [carry!]))
        {
            await FinishAsync(last);
        }

        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task Without_a_carry_what_the_job_left_does_not_count()
    {
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
        }

        await using (var sink = await OpenAsync(2, []))
        {
            await WriteAsync(sink, 3);
            await FinishAsync(sink);
        }

        Assert.Equal([3L], ReadVisible());
    }

    [Fact]
    public async Task A_carry_of_a_newer_version_is_refused_for_good()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1);
            carry = await CheckpointAsync(sink);
        }

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(2, [carry! with { Version = 99 }]));
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task Rows_of_many_epochs_are_there_once()
    {
        var carries = Array.Empty<SinkCarry>();
        await using (var sink = await OpenAsync(1, carries))
        {
            for (var n = 0; n < 50; n += 5)
            {
                await WriteAsync(sink, [.. Enumerable.Range(n, 5).Select(value => (long)value)]);
                await CheckpointAsync(sink);
            }

            await FinishAsync(sink);
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(value => (long)value), ReadVisible().Order());
    }

    [Fact]
    public async Task The_identity_stays_the_same_over_restarts()
    {
        string first;
        await using (var sink = await OpenAsync(1, []))
        {
            first = sink.Identity;
        }

        await using var again = await OpenAsync(2, []);
        Assert.NotEqual("", first);
        Assert.Equal(first, again.Identity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_checkpoint_survives_a_power_cut_and_what_came_behind_it_does_not_count(int seed)
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            await CheckpointAsync(sink);
            await WriteAsync(sink, 3);
            carry = await CheckpointAsync(sink);
            await WriteAsync(sink, 4, 5);
            CutPower(seed);
        }

        for (var generation = 2; generation < 4; generation++)
        {
            await using var again = await OpenAsync(generation, [carry!]);
            await WriteAsync(again, 6);
            CutPower(seed);
        }

        await using (var sink = await OpenAsync(4, [carry!]))
        {
            await WriteAsync(sink, 7);
            await FinishAsync(sink);
            CutPower(0);
        }

        Assert.Equal([1L, 2L, 3L, 7L], ReadVisible().Order());
    }

    [Fact]
    public async Task A_first_start_cut_at_any_call_stands_in_the_way_of_no_later_one()
    {
        for (var calls = 0; ; calls++)
        {
            var isDone = true;
            Files.CallsLeft = calls;
            try
            {
                await using var sink = await OpenAsync(1, []);
                await WriteAsync(sink, 1);
                await CheckpointAsync(sink);
            }
            catch (Exception exception) when (Files.IsOut && exception is ConnectorException or IOException)
            {
                isDone = false;
            }

            CutPower(calls);
            await using (var sink = await OpenAsync(2 + calls, []))
            {
                await WriteAsync(sink, 2);
                await FinishAsync(sink);
            }

            Assert.Equal([2L], ReadVisible());
            if (isDone)
            {
                Assert.True(calls > 5);
                return;
            }

            Clear();
        }
    }

    /// <summary>The machine's power goes, and it starts again.</summary>
    private protected void CutPower(int seed) => Files = Files.PowerCut(seed);

    /// <summary>An empty place again.</summary>
    private protected void Clear()
    {
        foreach (var path in Directory.GetFileSystemEntries(_folder.Path))
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }

        Files = new PowerCutFiles(_folder.Path);
    }

    /// <summary>A sink behind its recovery.</summary>
    protected async Task<ISink> OpenAsync(int generation, SinkCarry[] carries, bool overwrite = false, string? job = null)
    {
        var sink = Create(generation, job);
        try
        {
            await sink.OpenAsync(default);
            await sink.RecoverAsync(new SinkRecovery { Carries = [.. carries], Named = [.. carries], Overwrite = overwrite }, default);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }
    }

    protected ISink Create(int generation, string? job = null, string? path = null)
    {
        var id = job is null ? _job : JobId.Parse(job);
        var json = FormatCatalog.Find("json")!;
        return Connector.CreateSink(new SinkContext
        {
            Table = "t",
            Settings = GivenSettings.Of(Connector, TableUse.Sink, path is null ? Options : new Dictionary<string, string> { ["path"] = path }),
            BaseFolder = _folder.Path,
            Schema = Schema,
            Encoder = json.CreateEncoder(Schema, new FormatSettings.Json()),
            Format = "json",
            Files = Files,
            Time = Time,
            Writer = new WriterIdentity(id, new Generation(generation), _folder.At(".weir", id.Value)),
        });
    }

    protected async Task WriteAsync(ISink sink, params long[] numbers)
    {
        using var batch = Rows.Batch(Pool, Schema, [.. numbers.Select(number => new object?[] { number })]);
        await sink.WriteAsync(batch, default);
    }

    /// <summary>A round in the middle of a run, carried out to its end.</summary>
    protected abstract Task<SinkCarry?> CheckpointAsync(ISink sink);

    /// <summary>The last round.</summary>
    protected abstract Task FinishAsync(ISink sink);

    protected static IEnumerable<long> ReadNumbers(string path) =>
        File.ReadAllLines(path).Select(line => long.Parse(line["{\"n\":".Length..^1], System.Globalization.CultureInfo.InvariantCulture));

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }
}
