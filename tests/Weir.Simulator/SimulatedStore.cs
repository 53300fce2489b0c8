using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>
/// The checkpoint store. As a local disk it has a lock, and keeps over a crash of the machine only the names that were themselves
/// synced; as an object store it has no lock, and what is created is durable at once.
/// </summary>
internal sealed class SimulatedStore(World world)
{
    private readonly SortedDictionary<Slot, Place<CheckpointManifest>> _manifests = [];
    private readonly SortedDictionary<Slot, Place<CheckpointManifest>> _copies = [];
    private readonly SortedDictionary<Slot, Place<Settlement>> _settlements = [];
    private readonly SortedDictionary<Generation, OwnerId> _generations = [];
    private readonly Dictionary<string, ImmutableArray<int>> _states = new(StringComparer.Ordinal);

    public JobId? Current { get; set; }

    /// <summary>The process that holds the lock; null when nobody does.</summary>
    public object? LockHolder { get; set; }

    public Generation HighestGeneration => _generations.Count == 0 ? default : _generations.Keys.Last();

    public Slot Newest => _manifests.Count == 0 ? default : _manifests.Keys.Last();

    public OwnerId Claim(Generation generation, OwnerId owner)
    {
        _generations.TryAdd(generation, owner);
        return _generations[generation];
    }

    public ImmutableArray<SlotListing> List() =>
        [.. _manifests.Keys.Union(_copies.Keys).Union(_settlements.Keys).Order().Select(s =>
            new SlotListing(s, _manifests.ContainsKey(s), _copies.ContainsKey(s), _settlements.ContainsKey(s)))];

    public SlotContent Read(Slot slot)
    {
        var manifest = _manifests.GetValueOrDefault(slot);
        var copy = _copies.GetValueOrDefault(slot);
        return new()
        {
            Slot = slot,
            Manifest = manifest is { IsDamaged: false } ? manifest.Value : copy?.Value,
            HasCopy = copy is not null,
            Damage = manifest is { IsDamaged: true } ? $"slot {slot} is damaged" : null,
            Settlement = _settlements.GetValueOrDefault(slot)?.Value,
        };
    }

    public void Sync(Slot slot)
    {
        Durable(_manifests.GetValueOrDefault(slot));
        Durable(_copies.GetValueOrDefault(slot));
        Durable(_settlements.GetValueOrDefault(slot));
    }

    /// <summary>
    /// A store without a lock looks, after a creation, whether a later slot is present: then the place had been pruned, and the
    /// creation counts as taken by the writer of the newest slot.
    /// </summary>
    public Generation? IsOvertaken(Slot slot) => slot < Newest ? _manifests[Newest].Value.Generation : null;

    /// <returns>What the place holds now; durable only after <see cref="MakeDurable(CheckpointManifest)"/>.</returns>
    public CheckpointManifest Create(CheckpointManifest manifest)
    {
        if (!_manifests.TryGetValue(manifest.Slot, out var place))
        {
            _manifests.Add(manifest.Slot, place = new(manifest) { IsDurable = !world.HasLock, IsOvertaken = manifest.Slot < Newest });
            world.Trace($"store: manifest {manifest}");
        }

        return place.Value;
    }

    public void MakeDurable(CheckpointManifest manifest) => Durable(_manifests.GetValueOrDefault(manifest.Slot));

    public void Copy(CheckpointManifest manifest) => _copies[manifest.Slot] = new(manifest) { IsDurable = true };

    public Settlement Create(Slot slot, Settlement settlement)
    {
        if (!_settlements.TryGetValue(slot, out var place))
        {
            _settlements.Add(slot, place = new(settlement) { IsDurable = !world.HasLock });
            world.Trace($"store: settlement of slot {slot}: {settlement.Kind} by generation {settlement.Generation}");
        }

        return place.Value;
    }

    public void MakeDurable(Slot slot) => Durable(_settlements.GetValueOrDefault(slot));

    public bool IsSettled(Epoch epoch, Generation generation)
    {
        foreach (var (slot, place) in _manifests)
        {
            if (place.Value.Epoch == epoch && place.Value.Generation == generation)
            {
                return slot < Newest || _settlements.GetValueOrDefault(slot)?.Value.Kind == SettlementKind.Done;
            }
        }

        return true; // Pruned since, and so settled long ago.
    }

    public void WriteState(string path, ImmutableArray<int> counts) => _states[path] = counts;

    public bool HasState(string path) => _states.ContainsKey(path);

    public ImmutableArray<int> ReadState(string path) =>
        _states.TryGetValue(path, out var counts) ? counts : throw new ViolatedException($"state file {path} is missing");

    public void Prune(IEnumerable<Slot> slots, IEnumerable<string> files)
    {
        foreach (var slot in slots)
        {
            _manifests.Remove(slot);
            _copies.Remove(slot);
            _settlements.Remove(slot);
        }

        foreach (var file in files)
        {
            _states.Remove(file);
        }

        CheckNamedFiles();
    }

    public void Collect(Generation olderThan, ImmutableHashSet<string> named)
    {
        foreach (var path in _states.Keys.Where(p => !named.Contains(p) && long.Parse(p.Split('/')[1].Split('-')[0]) < olderThan.Value).ToList())
        {
            _states.Remove(path);
        }

        CheckNamedFiles();
    }

    public void DamageSome()
    {
        var candidates = _manifests.Where(m => _copies.TryGetValue(m.Key, out var copy) && copy.IsDurable && copy.Value == m.Value.Value).ToList();
        if (candidates.Count > 0)
        {
            var damaged = candidates[world.Random.Next(candidates.Count)];
            damaged.Value.IsDamaged = true;
            world.Trace($"store: manifest of slot {damaged.Key} is damaged");
        }
    }

    public void CrashMachine()
    {
        LockHolder = null;
        Lose(_manifests);
        Lose(_settlements);
    }

    private void CheckNamedFiles()
    {
        foreach (var (slot, place) in _manifests)
        {
            foreach (var file in place.IsOvertaken ? [] : place.Value.StateFiles)
            {
                if (!_states.ContainsKey(file.Path))
                {
                    throw new ViolatedException($"slot {slot} names state file {file.Path}, which was deleted");
                }
            }
        }
    }

    private void Lose<T>(SortedDictionary<Slot, Place<T>> places)
    {
        foreach (var (slot, place) in places.ToList())
        {
            if (!place.IsDurable)
            {
                if (world.Random.Next(2) == 0)
                {
                    places.Remove(slot);
                    world.Trace($"store: lost the {typeof(T).Name} of slot {slot}");
                }
                else
                {
                    place.IsDurable = true;
                }
            }
        }
    }

    private static void Durable<T>(Place<T>? place)
    {
        if (place is not null)
        {
            place.IsDurable = true;
        }
    }

    private sealed class Place<T>(T value)
    {
        public T Value { get; } = value;

        public bool IsDurable { get; set; }

        public bool IsDamaged { get; set; }

        /// <summary>Landed in a place that had been pruned: it decides nothing.</summary>
        public bool IsOvertaken { get; init; }
    }
}
