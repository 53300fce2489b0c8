using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>What every sink does: aligns, cuts, lets rows behind the cut wait until the coordinator's word.</summary>
internal abstract class SimulatedSink
{
    private readonly BarrierAligner _aligner;
    private Epoch _cut;
    private bool _hasFailed;

    protected SimulatedSink(SimulatedRun run, SinkId id)
    {
        Run = run;
        Id = id;
        World = run.World;
        _aligner = new(1, World.Faults);
        Slowness = World.Chance(0.2) ? World.Random.Next(1, 30) : World.Random.Next(1, 5);
    }

    public SinkId Id { get; }

    public abstract SinkKind Kind { get; }

    public Queue<SimulatedMessage> Input { get; } = new();

    /// <summary>Milliseconds between its steps.</summary>
    public int Slowness { get; }

    protected SimulatedRun Run { get; }

    protected World World { get; }

    public void RoundStarted(Epoch epoch) => Follow(_aligner.RoundStarted(epoch));

    public void RoundDropped(Epoch epoch)
    {
        Follow(_aligner.RoundDropped(epoch));
        if (_cut <= epoch)
        {
            _cut = default;
        }
    }

    public void Step()
    {
        if (_hasFailed || _cut != default || !Input.TryPeek(out var message))
        {
            return;
        }

        if (message.Row is { } row)
        {
            if (!CanWrite)
            {
                return;
            }

            if (Write(row) is { } failure)
            {
                Run.Post(new ParticipantFailed($"sink \"{Id}\"", failure));
                if (!World.Faults.RewindLeftOut || !failure.IsTransient)
                {
                    _hasFailed = true;
                    return;
                }
            }
        }

        Input.Dequeue();
        if (message.IsEnd)
        {
            Follow(_aligner.EndArrived(0));
        }
        else if (message.Barrier != default)
        {
            Run.Post(new SinkInputDelivered(message.Barrier, Id, 0));
            Follow(_aligner.BarrierArrived(0, message.Barrier));
        }
    }

    public (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) PreCommit(Epoch epoch, RoundKind kind)
    {
        if (_cut != epoch)
        {
            throw new ViolatedException($"sink {Id} is to pre-commit epoch {epoch} with its cut at {_cut}");
        }

        _cut = default;
        return Prepare(kind);
    }

    /// <summary>The slot is settled: Rule S lets its resources carry other rows.</summary>
    public virtual void Release(Epoch epoch, ImmutableArray<ResourceName> uncertain)
    {
    }

    /// <summary>A rewind closes the sink.</summary>
    public virtual void Close(bool isRewind)
    {
    }

    public abstract void Recover(ImmutableArray<SinkCarry> carries, ImmutableArray<SinkCarry> named);

    protected virtual bool CanWrite => true;

    /// <returns>Null when the row is written.</returns>
    protected abstract Failure? Write(SimulatedRow row);

    protected abstract (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) Prepare(RoundKind kind);

    protected CommitDescriptor Descriptor(string resource, int stamp) => new()
    {
        Table = Id.Table,
        Subtask = Id.Subtask,
        Resource = resource,
        Version = 1,
        Payload = stamp.ToString(),
        Target = "cluster",
    };

    protected SinkCarry Carry(string payload) => new() { Table = Id.Table, Subtask = Id.Subtask, Version = 1, Payload = payload };

    private void Follow(IReadOnlyList<AlignerCommand> commands)
    {
        foreach (var command in commands)
        {
            if (command.Kind == AlignerCommandKind.Capture)
            {
                _cut = command.Epoch;
                Run.Post(new SinkCut(command.Epoch, Id));
            }
        }
    }
}
