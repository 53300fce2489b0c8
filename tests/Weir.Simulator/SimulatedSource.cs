using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>A replayable source with one partition. Its position is the number of its next row.</summary>
internal sealed class SimulatedSource(SimulatedRun run, int index, Queue<SimulatedMessage> output)
{
    private readonly World _world = run.World;
    private int _position;
    private bool _hasEnded;
    private Epoch _wanted;
    private Epoch _passed;

    public SourceId Id { get; } = new(World.SourceName(index), 0);

    public int Position => _position;

    public void Restore(SourcePositions positions) => _position = int.Parse(positions.Partitions["0"]);

    public void RoundStarted(Epoch epoch)
    {
        if (epoch > _wanted)
        {
            _wanted = epoch;
        }
    }

    public void RoundDropped(Epoch epoch)
    {
        if (_wanted == epoch)
        {
            _passed = epoch;
        }
    }

    public void Step()
    {
        if (_wanted > _passed)
        {
            _passed = _wanted;
            var positions = SourcePositions.Of("0", _position.ToString(), _hasEnded);
            if (!_hasEnded)
            {
                output.Enqueue(new(null, _passed));
            }

            run.Post(new BarrierPassed(_passed, Id, positions, _position));
        }
        else if (!_hasEnded && output.Count < 6)
        {
            for (var count = _world.Random.Next(3); count > 0 && _position < _world.RowCounts[index]; count--)
            {
                output.Enqueue(new(new(index, _position, -1), default));
                _position++;
                _world.LogEnds[index] = Math.Max(_world.LogEnds[index], _position);
            }

            if (_position >= _world.RowCounts[index] && _world.Chance(0.3))
            {
                _hasEnded = true;
                output.Enqueue(SimulatedMessage.End);
                run.Post(new SourceEnded(Id));
            }
        }
    }
}
