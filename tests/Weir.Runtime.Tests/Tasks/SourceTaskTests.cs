using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Physical;
using Weir.Streaming;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Tasks;

public sealed class SourceTaskTests : LeakCheckedTest, IAsyncLifetime
{
    private static readonly SourceId Id = new("t", 0);

    private readonly RecordedEvents _events = new();
    private readonly List<string> _notices = [];
    private readonly FakeTimeProvider _time = new();
    private readonly TaskQueue<TaskControl> _sink = new(1, 1 << 20, new AsyncSignal());
    private readonly Queue<Func<RowCollector, PollOutcome>> _polls = new();
    private readonly TemporaryFolder _folder = new();
    private readonly FakeSource _source;
    private readonly SourceTask _task;
    private Task? _running;

    public SourceTaskTests()
    {
        var signal = new AsyncSignal();
        _source = new FakeSource("t", (_, rows) => new(_polls.TryDequeue(out var poll) ? poll(rows) : PollOutcome.Nothing), signal);
        var node = new FakeConnector().Plan(("t", "o")).Sources.Single();
        var json = FormatCatalog.Find("json")!;
        var decoder = json.CreateDecoder(node.Decoded, new FormatSettings.Json(), DecoderLimits.Default);
        var counters = new SourceCounters();
        var deadLetters = new DeadLetterWriter("t", _folder.Path, LocalFileLayer.Instance, _time);
        var edge = new EdgeOutput(_sink, 0);
        _task = new SourceTask(
            Id,
            _source,
            new TableCollector(WithDeadLetters(node), Pool, decoder, deadLetters, counters, _time, (_, _) => { }),
            new SourceChain(edge, [edge], [], null),
            deadLetters,
            counters,
            TimeSpan.FromSeconds(5),
            signal,
            _time,
            new Backoff(new Random(1)),
            _events.Add,
            (_, notice) => _notices.Add(notice.Message));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _task.Queue.Post(new TaskControl.End());
        await (_running ?? Task.CompletedTask);
        await _task.DisposeAsync();
        Assert.True(_source.IsDisposed);
        _sink.Close();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_barrier_follows_every_row_that_its_position_covers()
    {
        // Rows still gathered, then a full step, then a barrier while nothing is there.
        _polls.Enqueue(rows => Give(rows, 3, Round(1)));
        _polls.Enqueue(rows => Give(rows, 2, Round(2)));
        _polls.Enqueue(rows => Give(rows, 0, Round(3)));
        Start();
        foreach (var (epoch, position) in ((long, string)[])[(1, "3"), (2, "5"), (3, "5")])
        {
            var passed = await _events.NextAsync<BarrierPassed>();
            Assert.Equal((new Epoch(epoch), Id, position, false), (passed.Epoch, passed.Source, passed.Positions.Partitions["p"], passed.Positions.Ended));
            await _events.NextAsync<SinkCut>();
        }

        Assert.Equal("0 1 2 | 1 | 3 4 | 2 | 3", Sent());
    }

    [Fact]
    public async Task In_a_last_round_nothing_is_read_behind_the_barrier_until_it_is_dropped()
    {
        _polls.Enqueue(rows => Give(rows, 1, Round(1, isLast: true)));
        _polls.Enqueue(rows => Give(rows, 1, Round(2)));
        Start();
        await RoundAsync();
        Acknowledge(1);
        await AcknowledgedAsync();
        Assert.Equal(1, _source.Polls);
        _task.Queue.Post(new TaskControl.DropRound(new(1)));
        await RoundAsync();
        Assert.Equal("0 | 1 | 1 | 2", Sent());
    }

    [Fact]
    public async Task An_end_is_told_once_and_stands_in_every_later_position()
    {
        _polls.Enqueue(rows =>
        {
            Give(rows, 2);
            return PollOutcome.Ended;
        });
        Start();
        Assert.Equal(new SourceEnded(Id), await _events.NextAsync<SourceEnded>());
        _task.Queue.Post(Round(1, isLast: true));
        Assert.Equal(SourcePositions.Of("p", "2", ended: true), (await RoundAsync()).Positions);
        Assert.Equal(1, _source.Polls);
        Assert.Equal("0 1 | end of time | end", Sent());
    }

    [Fact]
    public async Task What_had_ended_before_the_restart_is_not_read_again()
    {
        _polls.Enqueue(rows => Give(rows, 5));
        _task.StartsEnded = true;
        Start();
        await _events.NextAsync<SourceEnded>();
        _task.Queue.Post(Round(1, isLast: true));
        Assert.True((await RoundAsync()).Positions.Ended);
        Assert.Equal(0, _source.Polls);
        Assert.Equal("end of time | end", Sent());
    }

    [Fact]
    public async Task A_poll_that_failed_for_now_is_made_again_after_a_while_and_nothing_is_lost()
    {
        _polls.Enqueue(rows => Give(rows, 1));
        _polls.Enqueue(_ => throw new ConnectorException(ErrorKind.Read, "no answer", Fault.External, isTransient: true));
        _polls.Enqueue(rows => Give(rows, 1, Round(2)));
        Start();
        _task.Queue.Post(Round(1));
        await RoundAsync();
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            _task.Queue.Wake.Set();
            return _source.Polls >= 3;
        });

        Assert.Equal("2", (await RoundAsync()).Positions.Partitions["p"]);
        Assert.Equal(2, _notices.Count);
        Assert.Contains("no answer; trying again", _notices[0], StringComparison.Ordinal);
        Assert.Contains("reads again", _notices[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_that_failed_for_good_fails_the_source()
    {
        _polls.Enqueue(_ => throw new ConnectorException(ErrorKind.Read, "gone", Fault.External, isTransient: false));
        Start();
        var failed = await _events.NextAsync<ParticipantFailed>();
        Assert.Equal(("source \"t\"", false), (failed.Who, failed.Failure.IsTransient));
    }

    [Fact]
    public async Task Moved_is_what_came_behind_the_barrier_of_the_last_settled_round()
    {
        _polls.Enqueue(rows => Give(rows, 1, Round(1)));
        Start();
        await RoundAsync();
        Assert.True(_task.HasMoved);
        Acknowledge(1);
        await AcknowledgedAsync();
        Assert.Equal([new Epoch(1)], _source.Committed);
        Assert.False(_task.HasMoved);
    }

    [Fact]
    public async Task A_dead_letter_before_the_barrier_is_carried_with_it()
    {
        _polls.Enqueue(rows =>
        {
            _source.GiveLine(rows, "{bad");
            _task.Queue.Post(Round(1));
            return PollOutcome.Batch;
        });
        Start();
        await RoundAsync();
        Assert.True(_task.HasMoved);
        _task.Queue.Post(new TaskControl.PreCommit(new(5), new(1), ClosesAll: false));
        var prepared = await _events.NextAsync<PreCommitted>();
        Assert.True(DeadLetterFiles.ReadCarry(prepared.Carry!).Single().Bytes > 0);
        Assert.Empty(prepared.Descriptors);
    }

    [Fact]
    public async Task A_full_edge_holds_the_source_back()
    {
        for (var i = 0; i < 4; i++)
        {
            _polls.Enqueue(rows => Give(rows, 1));
        }

        _sink.Write(0, StreamMessage.Of(Rows.Batch(Pool, Schema(), [.. Enumerable.Range(0, 200_000).Select(n => new object?[] { (long)n })])));
        Start();
        _task.Queue.Post(Round(1));
        await RoundAsync();
        Assert.Equal(0, _source.Polls);
        Assert.True(_sink.TryRead(0, out var message));
        message.Batch!.Dispose();
        _task.Queue.Post(Round(2));
        await RoundAsync();
        await UntilAsync(() => _source.Polls > 0);
    }

    private static Columnar.Schema Schema() => new(new Columnar.Field("n", Columnar.DataType.Int64, false));

    // The connector's table drops bad data; here it keeps them.
    private static SourceNode WithDeadLetters(SourceNode node) =>
        node with { Table = node.Table with { BadData = Planner.Catalog.BadDataPolicy.DeadLetter } };

    private static TaskControl.StartRound Round(long epoch, bool isLast = false) => new(new(epoch), isLast);

    private PollOutcome Give(RowCollector rows, int count, TaskControl? then = null)
    {
        _source.Give(rows, count);
        if (then is not null)
        {
            _task.Queue.Post(then);
        }

        return PollOutcome.Batch;
    }

    private static async Task UntilAsync(Func<bool> isThere)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isThere())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Start() => _running = Task.Run(_task.RunAsync);

    private async Task<BarrierPassed> RoundAsync()
    {
        var passed = await _events.NextAsync<BarrierPassed>();
        await _events.NextAsync<SinkCut>();
        return passed;
    }

    private void Acknowledge(long epoch)
    {
        _task.Queue.Post(new TaskControl.Acknowledge(new(epoch), SourcePositions.Empty));
        _task.Queue.Post(new TaskControl.PreCommit(new(99), new(epoch), ClosesAll: false));
    }

    private Task<PreCommitted> AcknowledgedAsync() => _events.NextAsync<PreCommitted>();

    // What went to the sink so far, in order.
    private string Sent()
    {
        var sent = new List<string>();
        while (_sink.TryRead(0, out var message))
        {
            switch (message.Kind)
            {
                case StreamMessageKind.Batch:
                    using (message.Batch)
                    {
                        sent.Add(string.Join(' ', Rows.Values(message.Batch!).Select(row => row[0])));
                    }

                    break;
                case StreamMessageKind.Barrier:
                    sent.Add(message.Epoch.Value.ToString(CultureInfo.InvariantCulture));
                    break;
                case StreamMessageKind.Watermark:
                    sent.Add(message.Watermark == Watermark.End ? "end of time" : "time");
                    break;
                default:
                    sent.Add("end");
                    break;
            }
        }

        return string.Join(" | ", sent);
    }
}
