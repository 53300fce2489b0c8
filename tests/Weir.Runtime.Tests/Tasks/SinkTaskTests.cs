using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Streaming;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Tasks;

public sealed class SinkTaskTests : LeakCheckedTest, IAsyncLifetime
{
    private static readonly SinkId Id = new("t#sink", 0);
    private static readonly Schema Schema = new(new Field("n", DataType.Int64, false));

    private readonly RecordedEvents _events = new();
    private readonly FakeSink _sink = new("t");
    private readonly SinkTask _task;
    private Task _running = Task.CompletedTask;

    public SinkTaskTests() => _task = new SinkTask(Id, _sink, "fake", 2, 1 << 20, new AsyncSignal(), TimeProvider.System, _events.Add);

    public Task InitializeAsync()
    {
        _running = Task.Run(_task.RunAsync);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _task.Queue.Post(new TaskControl.End());
        await _running;
        await _task.DisposeAsync();
    }

    [Fact]
    public async Task Rows_behind_a_cut_wait_until_the_epoch_is_pre_committed()
    {
        Write(0, 1);
        Barrier(1);
        Write(0, 2);
        await _events.NextAsync<SinkInputDelivered>();
        await _events.NextAsync<SinkInputDelivered>();
        Assert.Equal(new SinkCut(new(1), Id), await _events.NextAsync<SinkCut>());
        var prepared = await PreCommitAsync(1);
        Assert.Equal((Id.Table, Id.Subtask, "1"), (prepared.Descriptors[0].Table, prepared.Descriptors[0].Subtask, prepared.Descriptors[0].Resource));
        Barrier(2);
        await CutAsync(2);
        Assert.Equal(["write 1", "cut", "pre-commit", "write 2", "cut"], _sink.Calls);
    }

    [Fact]
    public async Task An_input_that_has_delivered_waits_for_the_others()
    {
        _task.Queue.Write(0, StreamMessage.Of(new Epoch(1)));
        Assert.Equal(0, (await _events.NextAsync<SinkInputDelivered>()).Input);
        Write(0, 2);
        Write(1, 1);
        _task.Queue.Write(1, StreamMessage.Of(new Epoch(1)));
        Assert.Equal(1, (await _events.NextAsync<SinkInputDelivered>()).Input);
        await _events.NextAsync<SinkCut>();
        Assert.Equal(["write 1", "cut"], _sink.Calls);
    }

    [Fact]
    public async Task A_dropped_round_lets_the_rows_behind_its_cut_go_on_and_the_next_round_takes_all()
    {
        Write(0, 1);
        Barrier(1);
        await CutAsync(1);
        Write(0, 2);
        _task.Queue.Post(new TaskControl.DropRound(new(1)));
        Barrier(2);
        await CutAsync(2);
        await CommitAsync(await PreCommitAsync(2));
        Assert.Equal([1L, 2L], _sink.Visible);
        Assert.Equal(["write 1", "cut", "forget", "write 2", "cut", "pre-commit", "commit"], _sink.Calls);
    }

    [Fact]
    public async Task A_round_dropped_before_its_barriers_arrive_cuts_nothing()
    {
        _task.Queue.Write(0, StreamMessage.Of(new Epoch(1)));
        await _events.NextAsync<SinkInputDelivered>();
        _task.Queue.Post(new TaskControl.DropRound(new(1)));
        Write(0, 1);
        _task.Queue.Write(1, StreamMessage.Of(new Epoch(1)));
        await _events.NextAsync<SinkInputDelivered>();
        Barrier(2);
        await CutAsync(2);
        Assert.Equal(["write 1", "cut"], _sink.Calls);
    }

    [Fact]
    public async Task When_all_inputs_have_ended_a_round_cuts_without_a_barrier()
    {
        Write(0, 1);
        _task.Queue.Write(0, StreamMessage.End);
        _task.Queue.Write(1, StreamMessage.End);
        _task.Queue.Post(new TaskControl.StartRound(new(1), IsLast: true));
        Assert.Equal(new Epoch(1), (await _events.NextAsync<SinkCut>()).Epoch);
        await CommitAsync(await PreCommitAsync(1, closesAll: true));
        Assert.Equal([1L], _sink.Visible);
        Assert.Contains("pre-commit all", _sink.Calls);
    }

    [Fact]
    public async Task A_release_reaches_the_sink_with_what_is_uncertain()
    {
        _task.Queue.Post(new TaskControl.Release(["x", "y"]));
        Barrier(1);
        await CutAsync(1);
        Assert.Equal(["release x y", "cut"], _sink.Calls);
    }

    [Fact]
    public async Task A_pre_commit_that_fails_is_told_and_may_be_asked_again()
    {
        Write(0, 1);
        Barrier(1);
        await CutAsync(1);
        _sink.Failures["pre-commit"] = Transient();
        _task.Queue.Post(new TaskControl.PreCommit(new(7), new(1), ClosesAll: false));
        Assert.Equal(new CommandId(7), (await _events.NextAsync<CommandFailed>()).Id);
        _sink.Failures.Clear();
        await CommitAsync(await PreCommitAsync(1));
        Assert.Equal([1L], _sink.Visible);
    }

    [Fact]
    public async Task Nobody_knows_what_became_of_a_commit_that_failed()
    {
        Barrier(1);
        await CutAsync(1);
        var prepared = await PreCommitAsync(1);
        _sink.Failures["commit"] = Transient();
        _task.Queue.Post(new TaskControl.Commit(new(8), prepared.Descriptors[0]));
        var failed = await _events.NextAsync<CommandFailed>();
        Assert.Equal((FailureOutcome.Unknown, true), (failed.Outcome, failed.Failure.IsTransient));
        _sink.Failures.Clear();
        await CommitAsync(prepared);
    }

    [Fact]
    public async Task A_sink_that_nobody_reads_any_more_stops_the_job_once()
    {
        _sink.Failures["write"] = new ConnectorException(ErrorKind.Closed, "closed", Fault.External, isTransient: false);
        Write(0, 1);
        await _events.NextAsync<StopRequested>();
        Write(0, 2);
        Barrier(1);
        await CutAsync(1);
        Assert.Equal(["write 1", "cut"], _sink.Calls);
    }

    [Fact]
    public async Task A_task_that_has_failed_answers_until_its_generation_ends()
    {
        _sink.Failures["write"] = Transient();
        Write(0, 1);
        var failed = await _events.NextAsync<ParticipantFailed>();
        Assert.Equal(("sink \"t#sink\"", true), (failed.Who, failed.Failure.IsTransient));
        _task.Queue.Post(new TaskControl.PreCommit(new(7), new(1), ClosesAll: false));
        Assert.Equal(new CommandId(7), (await _events.NextAsync<CommandFailed>()).Id);
        Write(0, 2);
    }

    private static ConnectorException Transient() => new(ErrorKind.Write, "no answer", Fault.External, isTransient: true);

    private void Write(int input, long number) => _task.Queue.Write(input, StreamMessage.Of(Rows.Batch(Pool, Schema, [number])));

    private void Barrier(long epoch)
    {
        _task.Queue.Write(0, StreamMessage.Of(new Epoch(epoch)));
        _task.Queue.Write(1, StreamMessage.Of(new Epoch(epoch)));
    }

    private async Task CutAsync(long epoch)
    {
        await _events.NextAsync<SinkInputDelivered>();
        await _events.NextAsync<SinkInputDelivered>();
        Assert.Equal(new Epoch(epoch), (await _events.NextAsync<SinkCut>()).Epoch);
    }

    private async Task<PreCommitted> PreCommitAsync(long epoch, bool closesAll = false)
    {
        _task.Queue.Post(new TaskControl.PreCommit(new(100 + epoch), new(epoch), closesAll));
        var prepared = await _events.NextAsync<PreCommitted>();
        Assert.Equal(new CommandId(100 + epoch), prepared.Id);
        return prepared;
    }

    private async Task CommitAsync(PreCommitted prepared)
    {
        _task.Queue.Post(new TaskControl.Commit(new(900), prepared.Descriptors[0]));
        Assert.Equal(new CommandDone(new(900)), await _events.NextAsync<CommandDone>());
    }
}
