using Weir.Checkpoints;
using Weir.Connectors;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>What every source that can replay owes. A subclass makes data of the numbers from 0 on, and sources over it.</summary>
public abstract class SourceConformance : LeakCheckedTest
{
    private const int RowCount = 40;

    /// <summary>The column that holds the number.</summary>
    protected virtual string Column => "n";

    /// <summary>Fills an empty place with rows of the numbers from 0 to <paramref name="rows"/>.</summary>
    protected abstract void MakeData(int rows);

    /// <summary>A new source over the data, as a new process would make it.</summary>
    protected abstract ISource CreateSource();

    [Fact]
    public async Task Positions_replay_without_a_gap_or_a_repeat_from_every_batch_boundary()
    {
        MakeData(RowCount);
        var (positions, rows) = await ReadAsync(null);
        Assert.Equal(Enumerable.Range(0, RowCount).Select(n => (long)n), rows.SelectMany(batch => batch));
        Assert.True(rows.Count >= 4, "the data is too small to have boundaries");

        for (var boundary = 0; boundary < positions.Count; boundary++)
        {
            var (_, rest) = await ReadAsync(positions[boundary]);
            Assert.Equal(rows.Skip(boundary + 1).SelectMany(batch => batch), rest.SelectMany(batch => batch));
        }
    }

    [Fact]
    public async Task Positions_are_pure()
    {
        MakeData(RowCount);
        await using var source = await OpenAsync(null);
        using var collector = new DecodingCollector(Pool, Column);
        var rows = new List<long>();
        var outcome = PollOutcome.Batch;
        while (outcome != PollOutcome.Ended)
        {
            outcome = await PollAsync(source, collector);
            rows.AddRange(collector.Take());
            Assert.Equal(source.Positions, source.Positions);
        }

        Assert.Equal(RowCount, rows.Count);
    }

    [Fact]
    public async Task The_resolved_start_is_where_reading_starts_and_stays_so()
    {
        MakeData(RowCount);
        SourcePositions start;
        await using (var source = CreateSource())
        {
            await source.OpenAsync(default);
            start = await source.ResolveStartAsync(default);
        }

        var (_, rows) = await ReadAsync(start);
        Assert.Equal(RowCount, rows.Sum(batch => batch.Length));
    }

    [Fact]
    public async Task Acknowledging_changes_nothing()
    {
        MakeData(RowCount);
        await using var source = await OpenAsync(null);
        using var collector = new DecodingCollector(Pool, Column);
        await PollAsync(source, collector);
        var first = collector.Take();
        var positions = source.Positions;
        await source.EpochCommittedAsync(new Epoch(1), positions, default);
        await source.EpochCommittedAsync(new Epoch(1), positions, default);
        Assert.Equal(positions, source.Positions);

        var rest = await ReadToEndAsync(source, collector);
        Assert.Equal(RowCount, first.Length + rest.Sum(batch => batch.Length));
    }

    [Fact]
    public async Task After_the_end_there_is_nothing_more()
    {
        MakeData(RowCount);
        await using var source = await OpenAsync(null);
        using var collector = new DecodingCollector(Pool, Column);
        await ReadToEndAsync(source, collector);

        Assert.Equal(PollOutcome.Ended, await source.PollAsync(collector, default));
        Assert.Empty(collector.Take());
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("{\"offset\":\"one\",\"size\":1,\"head\":1,\"tail\":null}")]
    [InlineData("1@")]
    [InlineData("99999999999999999999999@1")]
    public async Task Garbage_is_refused_for_good(string text)
    {
        MakeData(RowCount);
        await using var source = CreateSource();
        await source.OpenAsync(default);
        var start = await source.ResolveStartAsync(default);
        var garbage = SourcePositions.Of(start.Partitions.Select(partition => KeyValuePair.Create(partition.Key, text)));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => source.RestoreAsync(garbage, default).AsTask());
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task Without_positions_all_is_read_once_or_nothing()
    {
        MakeData(RowCount);
        await using var source = CreateSource();
        await source.OpenAsync(default);
        await source.RestoreAsync(SourcePositions.Empty, default);
        using var collector = new DecodingCollector(Pool, Column);
        long[] rows = [.. (await ReadToEndAsync(source, collector)).SelectMany(batch => batch)];

        Assert.Contains(rows, (long[][])[[], [.. Enumerable.Range(0, RowCount).Select(n => (long)n)]]);
    }

    [Fact]
    public async Task The_identity_stays_the_same_over_restarts()
    {
        MakeData(1);
        await using var first = CreateSource();
        await using var second = CreateSource();
        await first.OpenAsync(default);
        await second.OpenAsync(default);

        Assert.NotEqual("", first.Identity);
        Assert.Equal(first.Identity, second.Identity);
    }

    [Fact]
    public async Task A_source_that_was_only_opened_closes_and_keeps_nothing()
    {
        MakeData(RowCount);
        var source = CreateSource();
        await source.OpenAsync(default);
        await source.DisposeAsync();
        await CreateSource().DisposeAsync();

        Assert.Empty(HeldOpen());
        var (_, rows) = await ReadAsync(null);
        Assert.Equal(RowCount, rows.Sum(batch => batch.Length));
        Assert.Empty(HeldOpen());
    }

    /// <summary>What this process has open of the data.</summary>
    protected virtual IEnumerable<string> HeldOpen() => [];

    /// <summary>Reads from positions, or from the start, to the end.</summary>
    /// <returns>The positions behind each batch, and the batches.</returns>
    protected async Task<(List<SourcePositions> Positions, List<long[]> Rows)> ReadAsync(SourcePositions? from)
    {
        await using var source = await OpenAsync(from);
        using var collector = new DecodingCollector(Pool, Column);
        var positions = new List<SourcePositions>();
        var rows = await ReadToEndAsync(source, collector, () => positions.Add(source.Positions));
        return (positions, rows);
    }

    protected async Task<ISource> OpenAsync(SourcePositions? from)
    {
        var source = CreateSource();
        try
        {
            await source.OpenAsync(default);
            await source.RestoreAsync(from ?? await source.ResolveStartAsync(default), default);
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    private static async Task<List<long[]>> ReadToEndAsync(ISource source, DecodingCollector collector, Action? behindBatch = null)
    {
        var rows = new List<long[]>();
        while (true)
        {
            var outcome = await PollAsync(source, collector);
            if (collector.Take() is { Length: > 0 } batch)
            {
                rows.Add(batch);
                behindBatch?.Invoke();
            }

            if (outcome == PollOutcome.Ended)
            {
                return rows;
            }
        }
    }

    private static async Task<PollOutcome> PollAsync(ISource source, DecodingCollector collector)
    {
        while (true)
        {
            var outcome = await source.PollAsync(collector, default);
            if (outcome != PollOutcome.Nothing)
            {
                return outcome;
            }

            // Without a signal there is nothing to wait on; a bounded source has always something at hand.
            await source.Signal!.WaitAsync();
        }
    }
}
