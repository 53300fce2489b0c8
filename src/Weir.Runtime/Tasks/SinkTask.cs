using System.Runtime.CompilerServices;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>
/// A sink and the lanes that feed it. At a barrier it cuts, and reads nothing more until the epoch is pre-committed or dropped: the rows
/// behind the cut wait in the queue.
/// </summary>
internal sealed class SinkTask : PipelineTask
{
    private readonly SinkId _id;
    private readonly ISink _sink;
    private readonly string _connector;
    private readonly ITransactionalSink? _transactional;
    private readonly BarrierAligner _aligner;
    private readonly WatermarkMerger _watermarks;
    private readonly CancellationTokenSource _stopping = new();
    private Epoch _cut;
    private int _next;
    private bool _isClosed;

    /// <param name="connector">Name of the sink's connector, which its descriptors and carries say; empty for previews.</param>
    public SinkTask(SinkId id, ISink sink, string connector, int inputs, long queueBytes, AsyncSignal wake, TimeProvider time, Action<ProtocolEvent> report)
        : base($"sink \"{id.Table}\"", inputs, queueBytes, wake, time, report)
    {
        _id = id;
        _sink = sink;
        _connector = connector;
        _transactional = sink as ITransactionalSink;
        _aligner = new BarrierAligner(inputs);
        _watermarks = new WatermarkMerger(inputs);
    }

    public SinkId Id => _id;

    public ISink Sink => _sink;

    /// <summary>Event time at this sink. Any thread.</summary>
    public Watermark Watermark => _watermarks.Current;

    /// <summary>Ends the waiting of a write under way.</summary>
    public void CancelWrite() => _stopping.Cancel();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _sink.DisposeAsync();
        _stopping.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<bool> StepAsync()
    {
        if (_cut != default)
        {
            return false;
        }

        for (var i = 0; i < Queue.InputCount; i++)
        {
            var input = (_next + i) % Queue.InputCount;
            if (_aligner.IsBlocked(input) || !Queue.TryRead(input, out var message))
            {
                continue;
            }

            _next = input + 1;
            await TakeAsync(input, message);
            return true;
        }

        return false;
    }

    protected override async ValueTask HandleAsync(TaskControl control)
    {
        switch (control)
        {
            case TaskControl.StartRound c:
                Carry(_aligner.RoundStarted(c.Epoch));
                break;
            case TaskControl.DropRound c:
                Carry(_aligner.RoundDropped(c.Epoch));
                if (_cut != default && _cut <= c.Epoch)
                {
                    _cut = default;
                    _transactional?.ForgetCut();
                }

                break;
            case TaskControl.PreCommit c:
                await PreCommitAsync(c);
                break;
            case TaskControl.Commit c:
                await CommitAsync(c);
                break;
            case TaskControl.Release c:
                if (_transactional is not null)
                {
                    await _transactional.ReleaseAsync(c.Uncertain, _stopping.Token);
                }

                break;
            default:
                throw Unexpected(control);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask TakeAsync(int input, StreamMessage message)
    {
        switch (message.Kind)
        {
            case StreamMessageKind.Batch:
                using (message.Batch)
                {
                    await WriteAsync(message.Batch!);
                }

                break;
            case StreamMessageKind.Watermark:
                _watermarks.Advance(input, message.Watermark);
                break;
            case StreamMessageKind.Barrier:
                Report(new SinkInputDelivered(message.Epoch, _id, input));
                Carry(_aligner.BarrierArrived(input, message.Epoch));
                break;
            default:
                Carry(_aligner.EndArrived(input));
                break;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteAsync(Batch batch)
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            await _sink.WriteAsync(batch, _stopping.Token);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.Closed)
        {
            // Nobody reads any more: the job ends as if it had been asked to.
            _isClosed = true;
            Report(new StopRequested());
        }
    }

    // A sink has nothing unprocessed when a barrier arrives, and nobody behind it to forward to: capturing is cutting.
    private void Carry(IReadOnlyList<AlignerCommand> commands)
    {
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i].Kind == AlignerCommandKind.Capture)
            {
                _cut = commands[i].Epoch;
                _transactional?.Cut();
                Report(new SinkCut(_cut, _id));
            }
        }
    }

    private async ValueTask PreCommitAsync(TaskControl.PreCommit control)
    {
        try
        {
            var prepared = _transactional is not null
                ? await _transactional.PreCommitAsync(control.Epoch, control.ClosesAll, _stopping.Token)
                : new Prepared([], await _sink.FlushAsync(_stopping.Token));
            _cut = default;

            // The protocol knows the sink by its participant's name, which differs from the table's when that is read too.
            Report(new PreCommitted(
                control.Id,
                [.. prepared.Descriptors.Select(descriptor => descriptor with { Table = _id.Table, Connector = _connector, Subtask = _id.Subtask })],
                prepared.Carry is null ? null : prepared.Carry with { Table = _id.Table, Connector = _connector, Subtask = _id.Subtask }));
        }
        catch (ConnectorException exception)
        {
            Report(new CommandFailed(control.Id, Failures.Of(exception)));
        }
    }

    private async ValueTask CommitAsync(TaskControl.Commit control)
    {
        try
        {
            await _transactional!.CommitAsync(control.Descriptor, _stopping.Token);
            Report(new CommandDone(control.Id));
        }
        catch (ConnectorException exception)
        {
            Report(new CommandFailed(control.Id, Failures.Of(exception), FailureOutcome.Unknown));
        }
    }
}
