using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>
/// Counts the rows of each source, and gives each row its count: wrong as soon as state and positions do not fit. Batches what it
/// reads. Its state is written as increments, so that manifests name files of older epochs.
/// </summary>
internal sealed class SimulatedTask(SimulatedRun run, ImmutableArray<Queue<SimulatedMessage>> inputs)
{
    private readonly World _world = run.World;
    private readonly BarrierAligner _aligner = new(inputs.Length, run.World.Faults);
    private readonly Queue<SimulatedRow> _batch = new();
    private readonly int[] _counts = new int[run.World.RowCounts.Length];
    private readonly Dictionary<Epoch, ImmutableArray<int>> _captured = [];
    private readonly List<(StateFile File, ImmutableArray<int> Counts)> _files = [];
    private bool _hasEnded;

    public TaskId Id { get; } = new("count", 0);

    public void Restore(IEnumerable<StateFile> files)
    {
        foreach (var file in files)
        {
            var counts = _world.Store.ReadState(file.Path);
            _files.Add((file, counts));
            for (var i = 0; i < counts.Length; i++)
            {
                _counts[i] += counts[i];
            }
        }
    }

    public void RoundStarted(Epoch epoch) => Follow(_aligner.RoundStarted(epoch));

    public void RoundDropped(Epoch epoch) => Follow(_aligner.RoundDropped(epoch));

    public void Step()
    {
        if (_batch.Count > 3 || (_batch.Count > 0 && _world.Chance(0.3)))
        {
            Process();
            return;
        }

        var input = _world.Random.Next(inputs.Length);
        for (var i = 0; i < inputs.Length; i++, input = (input + 1) % inputs.Length)
        {
            if (!_aligner.IsBlocked(input) && inputs[input].TryDequeue(out var message))
            {
                Read(input, message);
                return;
            }
        }
    }

    /// <summary>Writes what was captured: an increment, or everything once there are many.</summary>
    public ImmutableArray<StateFile> WriteState(Epoch epoch)
    {
        var counts = _captured[epoch];
        if (_files.Count >= 3)
        {
            _files.Clear();
        }

        ImmutableArray<int> increment = [.. counts.Select((c, i) => c - _files.Sum(f => f.Counts[i]))];
        if (increment.Any(i => i != 0))
        {
            var path = $"state/{run.Generation}-{epoch}/count-{_files.Count}";
            _world.Store.WriteState(path, increment);
            _files.Add((new() { Operator = "count", Subtask = 0, Path = path, Bytes = 8, Sha256 = "" }, increment));
        }

        return [.. _files.Select(f => f.File)];
    }

    private void Read(int input, SimulatedMessage message)
    {
        if (message.Row is { } row)
        {
            _batch.Enqueue(row);
        }
        else if (message.IsEnd)
        {
            Follow(_aligner.EndArrived(input));
            if (_aligner.AllEnded)
            {
                Process();
                _hasEnded = true;
                run.Send(SimulatedMessage.End);
            }
        }
        else
        {
            run.Post(new TaskInputDelivered(message.Barrier, Id, input));
            Follow(_aligner.BarrierArrived(input, message.Barrier));
        }
    }

    private void Follow(IReadOnlyList<AlignerCommand> commands)
    {
        foreach (var command in commands)
        {
            switch (command.Kind)
            {
                case AlignerCommandKind.ProcessPending:
                    Process();
                    break;
                case AlignerCommandKind.Capture when _world.Mishap(0.01):
                    run.Post(new CaptureFailed(command.Epoch, Id, new("out of budget")));
                    break;
                case AlignerCommandKind.Capture:
                    _captured[command.Epoch] = [.. _counts];
                    run.Post(new TaskCaptured(command.Epoch, Id));
                    break;
                case AlignerCommandKind.Forward when !_hasEnded:
                    run.Send(new(null, command.Epoch));
                    break;
            }
        }
    }

    private void Process()
    {
        while (_batch.TryDequeue(out var row))
        {
            run.Send(new(row with { Count = _counts[row.Source]++ }, default));
        }
    }
}
