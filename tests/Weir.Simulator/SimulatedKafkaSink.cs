using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>Two producers, used by turns; a transaction begins with its first row.</summary>
internal sealed class SimulatedKafkaSink(SimulatedRun run, SinkId id, ImmutableArray<string> names) : SimulatedSink(run, id)
{
    private readonly int[] _stamps = new int[2];
    private readonly bool[] _isWritten = new bool[2];
    private readonly bool[] _isInUse = new bool[2];
    private readonly bool[] _isRenewing = new bool[2];
    private int _turn;

    public override SinkKind Kind => SinkKind.Transactional;

    /// <summary>Rule S: what a descriptor of an unsettled slot names carries no other rows.</summary>
    protected override bool CanWrite => !_isInUse[_turn];

    public override void Recover(ImmutableArray<SinkCarry> carries, ImmutableArray<SinkCarry> named)
    {
        for (var i = 0; i < names.Length; i++)
        {
            _stamps[i] = World.Broker.Initialise(names[i]);
        }
    }

    public override void Release(Epoch epoch, ImmutableArray<ResourceName> uncertain)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (uncertain.Any(u => u.Table == Id.Table && u.Name == names[i]))
            {
                Renew(i);
            }
            else if (!_isRenewing[i])
            {
                _isInUse[i] = false;
            }
        }
    }

    protected override Failure? Write(SimulatedRow row)
    {
        if (World.Mishap(0.003))
        {
            return new("a write failed", IsTransient: true);
        }

        if (!World.Broker.Produce(names[_turn], _stamps[_turn], row))
        {
            return new($"producer \"{names[_turn]}\" is fenced", "look for another process");
        }

        _isWritten[_turn] = true;
        return null;
    }

    protected override (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) Prepare(RoundKind kind)
    {
        if (!_isWritten[_turn])
        {
            return ([], null);
        }

        var descriptor = Descriptor(names[_turn], _stamps[_turn]);
        _isWritten[_turn] = false;
        _isInUse[_turn] = true;
        _turn = 1 - _turn;
        return ([descriptor], null);
    }

    /// <summary>A new producer raises the epoch, so that a late copy of the commit finds nothing of its own.</summary>
    private void Renew(int i)
    {
        _isRenewing[i] = true;
        Run.Process.After(World.Random.Next(1, 10), () =>
        {
            _stamps[i] = World.Broker.Initialise(names[i]);
            _isRenewing[i] = false;
            _isInUse[i] = false;
        });
    }
}
