using Microsoft.Extensions.Time.Testing;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Runtime.Tests.Golden;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>Whole jobs over sources and sinks of the tests: the loop, the machines and the tasks are the real ones.</summary>
public sealed class JobTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeConnector _connector = new();
    private readonly RecordedListener _listener = new();

    [Fact]
    public async Task A_round_that_one_source_holds_up_is_dropped_and_every_row_comes_through_once()
    {
        var time = new FakeTimeProvider();
        var stuck = new TaskCompletionSource<PollOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isStuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var quickEnds = false;
        _connector.Polls["quick"] = (source, rows) =>
        {
            if (source.HandedOut == 3)
            {
                return new(Volatile.Read(ref quickEnds) ? PollOutcome.Ended : PollOutcome.Nothing);
            }

            source.Give(rows, 1);
            return new(PollOutcome.Batch);
        };
        _connector.Polls["slow"] = async (source, rows) =>
        {
            source.Give(rows, 1);
            if (source.HandedOut == 2)
            {
                isStuck.SetResult();
                return await stuck.Task;
            }

            return source.HandedOut == 3 ? PollOutcome.Ended : PollOutcome.Batch;
        };
        await using var job = Make(new JobOptions { BaseFolder = "/", DataDirectory = "/nowhere", Time = time, Store = new MemoryCheckpointStore() }, ("quick", "one"), ("slow", "two"), ("quick", "both"), ("slow", "both"));
        var result = Task.Run(job.RunAsync);
        await ComesAsync(isStuck.Task, result);

        // The round begins with the interval, and is dropped when its barrier has not got through in time; the sink behind the quick source has cut by then.
        await MoveUntilAsync(time, () => _listener.Messages.Any(message => message.Contains("dropped the checkpoint", StringComparison.Ordinal)));
        Assert.Contains("cut", _connector.Sinks["one"].Calls);
        Assert.DoesNotContain("pre-commit", _connector.Sinks["one"].Calls);
        Volatile.Write(ref quickEnds, true);
        stuck.SetResult(PollOutcome.Batch);
        await MoveUntilAsync(time, () => result.IsCompleted);
        Assert.Equal(Ending.Finished, (await result).Ending);
        Assert.Equal([0L, 1L, 2L], _connector.Sinks["one"].Visible);
        Assert.Equal([0L, 1L, 2L], _connector.Sinks["two"].Visible);
        Assert.Equal([0L, 0L, 1L, 1L, 2L, 2L], _connector.Sinks["both"].Visible.Order());
        Assert.Contains("forget", _connector.Sinks["one"].Calls);
    }

    [Fact]
    public async Task What_was_made_before_a_part_that_cannot_be_made_is_disposed()
    {
        _connector.Polls["first"] = (_, _) => new(PollOutcome.Nothing);
        await using var job = Make(new JobOptions { BaseFolder = "/", DataDirectory = "/nowhere", Store = new MemoryCheckpointStore() }, ("first", "o"), ("second", "o"));
        var result = await job.RunAsync().WaitAsync(Limit);

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.All(_connector.Sources, source => Assert.True(source.IsDisposed));
        Assert.NotEmpty(_connector.Sources);
    }

    [Fact]
    public async Task A_part_that_does_not_come_back_is_told_and_ends_no_process()
    {
        var time = new FakeTimeProvider();
        var stuck = new TaskCompletionSource<PollOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isStuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connector.Polls["t"] = async (_, _) =>
        {
            isStuck.SetResult();
            return await stuck.Task;
        };
        await using var job = Make(new JobOptions { BaseFolder = "/", DataDirectory = "/nowhere", Time = time, Store = new MemoryCheckpointStore() }, ("t", "o"));
        var result = Task.Run(job.RunAsync);
        await ComesAsync(isStuck.Task, result);
        job.RequestStop();

        await MoveUntilAsync(time, () => _listener.Messages.Any(message => message.StartsWith("would not stop: ", StringComparison.Ordinal)));
        Assert.False(result.IsCompleted);
        stuck.SetResult(PollOutcome.Nothing);
        await MoveUntilAsync(time, () => result.IsCompleted);
        Assert.Equal(Ending.Quit, (await result).Ending);
    }

    [Fact]
    public async Task An_answer_to_an_earlier_generation_is_no_answer_to_this_one()
    {
        var (store, hold) = HeldStore.Make();
        _connector.Polls["t"] = (source, rows) =>
        {
            if (source.HandedOut >= 2 && !_connector.Sinks["o"].Failures.ContainsKey("write"))
            {
                return new(PollOutcome.Nothing);
            }

            source.Give(rows, 1);
            return new(PollOutcome.Batch);
        };
        await using var job = Make(new JobOptions { BaseFolder = "/", DataDirectory = "/nowhere", CheckpointInterval = TimeSpan.FromMilliseconds(1), Store = store }, ("t", "o"));
        var held = hold.HoldsAgain();
        var result = Task.Run(job.RunAsync);
        await ComesAsync(held, result);

        // While the manifest is being written, for long, the sink fails: the generation ends, and the next one comes as far.
        held = hold.HoldsAgain();
        _connector.Sinks["o"].Failures["write"] = new ConnectorException(ErrorKind.Write, "no answer", Fault.External, isTransient: true);
        await ComesAsync(_listener.Rewound, result);
        _connector.Sinks["o"].Failures.Clear();
        await ComesAsync(held, result);
        Assert.Equal(2, hold.Calls.Count(call => call == nameof(ICheckpointStore.ReadCurrentAsync)));
        var before = CopiesOfRounds(hold);

        // The answer has the number of the command that the new generation waits for.
        hold.Release(0);
        job.RequestStop();
        job.RequestStop();
        Assert.Equal(Ending.Quit, (await result.WaitAsync(Limit)).Ending);
        Assert.Equal(before, CopiesOfRounds(hold));
        Assert.DoesNotContain("commit", _connector.Sinks["o"].Calls);
        hold.Release(1);
    }

    [Fact]
    public async Task A_source_that_had_ended_before_a_rewind_stays_ended()
    {
        var polls = 0;
        var goesOn = new TaskCompletionSource();
        var settled = _listener.SettlesAgain();
        _connector.Polls["ended"] = (source, rows) =>
        {
            polls++;
            source.Give(rows, 1);
            return new(PollOutcome.Ended);
        };
        _connector.Polls["other"] = (source, rows) =>
        {
            if (!goesOn.Task.IsCompleted)
            {
                return new(PollOutcome.Nothing);
            }

            source.Give(rows, 1);
            return new(PollOutcome.Ended);
        };
        await using var job = Make(new JobOptions { BaseFolder = "/", DataDirectory = "/nowhere", CheckpointInterval = TimeSpan.FromMilliseconds(1), Store = new MemoryCheckpointStore() }, ("ended", "one"), ("other", "two"));
        var result = Task.Run(job.RunAsync);
        while (_connector.Sinks.GetValueOrDefault("one")?.Visible.Count is not > 0)
        {
            // The row of the ended source is committed with a round, and its end stands in that round's positions or in the next's.
            await ComesAsync(settled, result);
            settled = _listener.SettlesAgain();
        }

        _connector.Sinks["two"].Failures["write"] = new ConnectorException(ErrorKind.Write, "no answer", Fault.External, isTransient: true);
        goesOn.SetResult();
        await ComesAsync(_listener.Rewound, result);
        _connector.Sinks["two"].Failures.Clear();
        Assert.Equal(Ending.Finished, (await result.WaitAsync(Limit)).Ending);
        Assert.Equal(1, polls);
        Assert.Equal([0L], _connector.Sinks["one"].Visible);
        Assert.Equal([0L], _connector.Sinks["two"].Visible);
    }

    private async Task ComesAsync(Task awaited, Task<JobResult> result)
    {
        await Task.WhenAny(awaited, result).WaitAsync(Limit);
        Assert.True(awaited.IsCompleted, result.IsCompleted ? $"{(await result).Cause}\n{string.Join('\n', _listener.Messages)}" : "");
    }

    private static int CopiesOfRounds(HeldStore hold) => hold.Calls.Count(call => call == nameof(ICheckpointStore.CopyManifestAsync));

    private static async Task MoveUntilAsync(FakeTimeProvider time, Func<bool> isThere)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!isThere())
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, limit.Token);
        }
    }

    private JobRunner Make(JobOptions options, params (string Source, string Sink)[] inserts) =>
        new(new JobGraph(_connector.Plan(inserts), new ConnectorRegistry().Add(_connector), new RecordedPreview()), options, _listener);
}
