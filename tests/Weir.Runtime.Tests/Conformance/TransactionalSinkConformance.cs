using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Settings;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>What every sink with two phases owes beside.</summary>
public abstract class TransactionalSinkConformance : SinkConformance
{
    private long _epoch;

    private ICommitter Committer => (ICommitter)Connector;

    [Fact]
    public async Task Rows_are_invisible_before_their_commit_and_visible_after()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        Assert.Empty(ReadVisible());
        var prepared = await PrepareAsync(sink);
        Assert.Empty(ReadVisible());
        await CommitAsync(sink, prepared);

        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task Committing_twice_is_committing_once()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);
        await CommitAsync(sink, prepared);
        await CommitAsync(sink, prepared);

        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task A_new_process_commits_with_nothing_but_the_descriptor()
    {
        Prepared prepared;
        await using (var sink = await OpenTransactionalAsync(1))
        {
            await WriteAsync(sink, 1, 2);
            prepared = await PrepareAsync(sink);
        }

        Assert.Equal(DescriptorState.Prepared, await AskAsync(prepared));
        await SettleAsync(prepared);
        Assert.Equal(DescriptorState.Published, await AskAsync(prepared));
        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task Closing_publishes_nothing_and_takes_nothing_away()
    {
        Prepared prepared;
        await using (var sink = await OpenTransactionalAsync(1))
        {
            await WriteAsync(sink, 1);
            prepared = await PrepareAsync(sink);
            await WriteAsync(sink, 2);
        }

        Assert.Empty(ReadVisible());
        Assert.Equal(DescriptorState.Prepared, await AskAsync(prepared));
    }

    [Fact]
    public async Task Rolling_back_may_be_repeated_and_nothing_becomes_visible()
    {
        Prepared prepared;
        await using (var sink = await OpenTransactionalAsync(1))
        {
            await WriteAsync(sink, 1);
            prepared = await PrepareAsync(sink);
        }

        Assert.Equal(DescriptorState.Gone, await RollBackAsync(prepared));
        Assert.Equal(DescriptorState.Gone, await RollBackAsync(prepared));
        await using (var sink = await OpenTransactionalAsync(2))
        {
            await WriteAsync(sink, 2);
            await CommitAsync(sink, await PrepareAsync(sink));
        }

        Assert.Equal([2L], ReadVisible());
    }

    [Fact]
    public async Task Rolling_back_what_is_published_says_so()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        var prepared = await PrepareAsync(sink);
        await CommitAsync(sink, prepared);

        Assert.Equal(DescriptorState.Published, await RollBackAsync(prepared));
        Assert.Equal([1L], ReadVisible());
    }

    [Fact]
    public async Task An_epoch_without_rows_has_no_descriptor()
    {
        await using var sink = await OpenTransactionalAsync(1);
        var prepared = await PrepareAsync(sink);

        Assert.Empty(prepared.Descriptors);
        Assert.Null(prepared.Carry);
    }

    [Fact]
    public async Task A_dropped_round_discards_nothing()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        sink.Cut();
        sink.ForgetCut();
        await WriteAsync(sink, 2);
        await CommitAsync(sink, await PrepareAsync(sink));

        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task What_was_prepared_survives_a_power_cut_and_what_was_committed_stays_visible(int seed)
    {
        Prepared prepared;
        await using (var sink = await OpenTransactionalAsync(1))
        {
            await WriteAsync(sink, 1, 2);
            prepared = await PrepareAsync(sink);
            CutPower(seed);
        }

        Assert.Empty(ReadVisible());
        Assert.Equal(DescriptorState.Prepared, await AskAsync(prepared));
        await SettleAsync(prepared);
        CutPower(seed);
        Assert.Equal([1L, 2L], ReadVisible().Order());
        await using (await OpenTransactionalAsync(2))
        {
            Assert.Equal(DescriptorState.Published, await AskAsync(prepared));
        }

        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task A_commit_cut_at_any_call_is_finished_by_the_next_process()
    {
        for (var calls = 0; ; calls++)
        {
            Prepared prepared;
            var isDone = true;
            await using (var sink = await OpenTransactionalAsync(1))
            {
                await WriteAsync(sink, 1, 2);
                prepared = await PrepareAsync(sink);
                Files.CallsLeft = calls;
                try
                {
                    await CommitAsync(sink, prepared);
                }
                catch (ConnectorException) when (Files.IsOut)
                {
                    isDone = false;
                }

                CutPower(calls);
            }

            if (await AskAsync(prepared) == DescriptorState.Prepared)
            {
                await SettleAsync(prepared);
            }

            Assert.Equal([1L, 2L], ReadVisible().Order());
            if (isDone)
            {
                return;
            }

            Clear();
        }
    }

    [Fact]
    public async Task A_descriptor_is_given_once()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        await CommitAsync(sink, await PrepareAsync(sink));
        Assert.Empty((await PrepareAsync(sink)).Descriptors);
        await WriteAsync(sink, 2);
        Assert.Single((await PrepareAsync(sink)).Descriptors);
    }

    [Fact]
    public async Task Carries_of_several_subtasks_are_all_taken_over()
    {
        var carries = new List<SinkCarry>();
        for (var generation = 1; generation <= 3; generation++)
        {
            // Each keeps what the others left, as subtasks of one generation do.
            await using var sink = (ITransactionalSink)Create(generation);
            await sink.OpenAsync(default);
            await sink.RecoverAsync(new SinkRecovery { Named = [.. carries] }, default);
            await WriteAsync(sink, generation, 10 * generation);
            carries.Add((await CheckpointAsync(sink))!);
            await WriteAsync(sink, 1000);
        }

        await using (var sink = (ITransactionalSink)await OpenAsync(4, [.. carries]))
        {
            await WriteAsync(sink, 4);
            var prepared = await PrepareAsync(sink);
            Assert.Equal(3, prepared.Descriptors.Length);
            await CommitAsync(sink, prepared);
        }

        Assert.Equal([1L, 2L, 3L, 4L, 10L, 20L, 30L], ReadVisible().Order());
    }

    [Fact]
    public void The_description_says_that_there_are_two_phases() => Assert.True(Connector.Traits(Connector.TableShape.FromFlat(new Dictionary<string, FlatValue>(), TableUse.Sink).Tree).IsTransactional);

    protected async Task<ITransactionalSink> OpenTransactionalAsync(int generation) => (ITransactionalSink)await OpenAsync(generation, []);

    protected override async Task<SinkCarry?> CheckpointAsync(ISink sink)
    {
        var transactional = (ITransactionalSink)sink;
        transactional.Cut();
        var prepared = await transactional.PreCommitAsync(new Epoch(++_epoch), closesAll: false, default);
        await CommitAsync(transactional, prepared);
        await transactional.ReleaseAsync([], default);
        return prepared.Carry;
    }

    protected override async Task FinishAsync(ISink sink)
    {
        var transactional = (ITransactionalSink)sink;
        await CommitAsync(transactional, await PrepareAsync(transactional));
        await transactional.ReleaseAsync([], default);
    }

    /// <summary>The first half of a last round, in which everything open becomes a descriptor.</summary>
    protected async Task<Prepared> PrepareAsync(ITransactionalSink sink)
    {
        sink.Cut();
        return await sink.PreCommitAsync(new Epoch(++_epoch), closesAll: true, default);
    }

    protected static async Task CommitAsync(ITransactionalSink sink, Prepared prepared)
    {
        foreach (var descriptor in prepared.Descriptors)
        {
            await sink.CommitAsync(descriptor, default);
        }
    }

    /// <summary>What the connector says to a process that has nothing but the descriptor.</summary>
    protected async Task<DescriptorState> AskAsync(Prepared prepared) =>
        await Committer.AskAsync(Assert.Single(prepared.Descriptors), Files, default);

    private async Task SettleAsync(Prepared prepared) => await Committer.CommitAsync(Assert.Single(prepared.Descriptors), Files, default);

    private async Task<DescriptorState> RollBackAsync(Prepared prepared) =>
        await Committer.RollBackAsync(Assert.Single(prepared.Descriptors), Files, default);
}
