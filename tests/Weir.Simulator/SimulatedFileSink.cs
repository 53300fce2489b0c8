using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>Stages files that span epochs: the open one is carried, full ones become descriptors and are renamed.</summary>
internal sealed class SimulatedFileSink(SimulatedRun run, SinkId id) : SimulatedSink(run, id)
{
    private readonly List<string> _full = [];
    private readonly List<string> _prepared = [];
    private string? _open;
    private int _serial;

    public override SinkKind Kind => SinkKind.Transactional;

    public override void Recover(ImmutableArray<SinkCarry> carries, ImmutableArray<SinkCarry> named)
    {
        var kept = named.Select(c => Parse(c).Name).ToHashSet();
        foreach (var name in World.Files.Staged.Keys.Where(n => !kept.Contains(n)).ToList())
        {
            World.Trace($"files: deleted {name}");
            World.Files.Staged.Remove(name);
        }

        foreach (var (name, length) in carries.Select(Parse))
        {
            if (World.Files.Published.Contains(name))
            {
                continue;
            }

            if (!World.Files.Staged.TryGetValue(name, out var file) || file.Rows.Count < length)
            {
                throw new ViolatedException($"carried file {name} is missing, or shorter than its {length} rows");
            }

            if (!World.Faults.CarryNotCut)
            {
                file.CutTo(length);
            }

            if (_open is null)
            {
                _open = name;
            }
            else
            {
                _full.Add(name);
            }
        }
    }

    public override void Close(bool isRewind)
    {
        if (isRewind && World.Faults.RewindDeletes)
        {
            foreach (var name in _prepared)
            {
                World.Files.Staged.Remove(name);
            }
        }
    }

    protected override Failure? Write(SimulatedRow row)
    {
        _open ??= $"f-{Run.Generation}-{Id.Subtask}-{++_serial}";
        if (!World.Files.Staged.TryGetValue(_open, out var file))
        {
            World.Files.Staged.Add(_open, file = new());
        }

        file.Rows.Add(row);
        if (World.Chance(0.2))
        {
            _full.Add(_open);
            _open = null;
        }

        return null;
    }

    protected override (ImmutableArray<CommitDescriptor> Descriptors, SinkCarry? Carry) Prepare(RoundKind kind)
    {
        if (kind != RoundKind.Regular && _open is not null)
        {
            _full.Add(_open);
            _open = null;
        }

        foreach (var name in _full.Concat(_open is null ? [] : [_open]))
        {
            var file = World.Files.Staged[name];
            file.Synced = file.Rows.Count;
        }

        ImmutableArray<CommitDescriptor> descriptors = [.. _full.Select(name => Descriptor(name, World.Files.Staged[name].Rows.Count))];
        _prepared.Clear();
        _prepared.AddRange(_full);
        _full.Clear();
        return (descriptors, _open is null ? null : Carry($"{_open}@{World.Files.Staged[_open].Rows.Count}"));
    }

    private static (string Name, int Length) Parse(SinkCarry carry)
    {
        var parts = carry.Payload.Split('@');
        return (parts[0], int.Parse(parts[1]));
    }
}
