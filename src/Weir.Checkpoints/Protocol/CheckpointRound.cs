using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>What the coordinator has gathered of the running round.</summary>
internal sealed class CheckpointRound(Epoch epoch, RoundKind kind, JobTopology topology, TimeSpan startedAt)
{
    private readonly Dictionary<SourceId, SourcePositions> _positions = [];
    private readonly Dictionary<TaskId, bool[]> _taskInputs = topology.Tasks.ToDictionary(t => t.Id, t => new bool[t.Inputs.Length]);
    private readonly Dictionary<SinkId, bool[]> _sinkInputs = topology.Sinks.ToDictionary(s => s.Id, s => new bool[s.Inputs.Length]);
    private readonly HashSet<TaskId> _uncaptured = [.. topology.Tasks.Select(t => t.Id)];
    private readonly HashSet<SinkId> _uncut = [.. topology.Sinks.Select(s => s.Id)];
    private readonly Dictionary<string, long> _watermarks = new(StringComparer.Ordinal);

    public Epoch Epoch { get; } = epoch;

    public RoundKind Kind { get; } = kind;

    public TimeSpan StartedAt { get; } = startedAt;

    public List<CommitDescriptor> Descriptors { get; } = [];

    public List<SinkCarry> Carries { get; } = [];

    public List<StateFile> StateFiles { get; } = [];

    /// <summary>Resources of which an answer to a commit was lost.</summary>
    public List<ResourceName> Uncertain { get; } = [];

    /// <summary>Set when the manifest is first attempted; from then on the epoch is never rolled back.</summary>
    public CheckpointManifest? Manifest { get; set; }

    public bool IsAligned => _positions.Count == topology.Sources.Length && _uncaptured.Count == 0 && _uncut.Count == 0;

    public void Passed(SourceId source, SourcePositions positions, long? watermark)
    {
        _positions[source] = positions;
        Watermark(source.ToString(), watermark);
    }

    public void Captured(TaskId task, long? watermark)
    {
        _uncaptured.Remove(task);
        Watermark(task.ToString(), watermark);
    }

    public void Cut(SinkId sink) => _uncut.Remove(sink);

    public void Delivered(TaskId task, int input) => Mark(_taskInputs, task, input);

    public void Delivered(SinkId sink, int input) => Mark(_sinkInputs, sink, input);

    public ImmutableSortedDictionary<string, SourcePositions> JoinedPositions()
    {
        var joined = ImmutableSortedDictionary.CreateBuilder<string, SourcePositions>(StringComparer.Ordinal);
        foreach (var source in topology.Sources)
        {
            var positions = _positions[source.Id];
            joined[source.Id.Table] = joined.TryGetValue(source.Id.Table, out var others) ? others.With(positions) : positions;
        }

        return joined.ToImmutable();
    }

    public ImmutableSortedDictionary<string, long> Watermarks() =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, _watermarks);

    /// <summary>Who keeps the round waiting, by task and input.</summary>
    public string Missing()
    {
        var missing = topology.Sources.Where(s => !_positions.ContainsKey(s.Id)).Select(s => $"source \"{s.Id}\" has not passed the barrier")
            .Concat(topology.Tasks.Where(t => _uncaptured.Contains(t.Id))
                .Select(t => Waiting($"task \"{t.Id}\"", t.Inputs, _taskInputs[t.Id], "has not captured")))
            .Concat(topology.Sinks.Where(s => _uncut.Contains(s.Id))
                .Select(s => Waiting($"sink \"{s.Id}\"", s.Inputs, _sinkInputs[s.Id], "has not cut")));
        return string.Join(", ", missing);
    }

    private static string Waiting(string who, ImmutableArray<string> names, bool[] delivered, string otherwise)
    {
        var inputs = names.Where((_, i) => !delivered[i]).Select(name => $"\"{name}\"").ToList();
        return inputs.Count == 0 ? $"{who} {otherwise}" : $"{who} waits for input {string.Join(" and ", inputs)}";
    }

    private static void Mark<TId>(Dictionary<TId, bool[]> inputs, TId id, int input)
        where TId : notnull
    {
        if (inputs.TryGetValue(id, out var delivered) && (uint)input < (uint)delivered.Length)
        {
            delivered[input] = true;
        }
    }

    private void Watermark(string who, long? watermark)
    {
        if (watermark is { } value)
        {
            _watermarks[who] = value;
        }
    }
}
