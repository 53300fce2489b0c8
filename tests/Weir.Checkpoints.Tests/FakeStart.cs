using System.Collections.Immutable;

namespace Weir.Checkpoints.Tests;

/// <summary>
/// Carries out the commands of a start against dictionaries, until it runs or ends. Single answers can be replaced.
/// </summary>
internal sealed class FakeStart
{
    private readonly RecoveryMachine _machine;

    public FakeStart(RecoveryOptions options) => _machine = new(options);

    public JobId? Current { get; set; } = Samples.Job;

    public SortedDictionary<Slot, CheckpointManifest> Manifests { get; } = [];

    public HashSet<Slot> Copies { get; } = [];

    public SortedDictionary<Slot, Settlement> Settlements { get; } = [];

    public Dictionary<Slot, SlotContent> Damaged { get; } = [];

    public Dictionary<string, DescriptorState> Descriptors { get; } = [];

    public ImmutableSortedDictionary<string, string> Targets { get; set; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("orders", "cluster/orders")]);

    public Generation Highest { get; set; } = new(4);

    /// <summary>Looks at each command first; an answer of its own, or null for the usual one.</summary>
    public Func<ProtocolCommand, ProtocolEvent?> Instead { get; set; } = _ => null;

    public List<ProtocolCommand> All { get; } = [];

    public StartPoint? Started { get; private set; }

    public EndGeneration? Ended { get; private set; }

    public CheckpointManifest Start => All.OfType<WriteManifest>().Last().Manifest;

    public void Add(CheckpointManifest manifest, SettlementKind? settlement = null, bool hasCopy = true)
    {
        Manifests.Add(manifest.Slot, manifest);
        if (hasCopy)
        {
            Copies.Add(manifest.Slot);
        }

        if (settlement is { } kind)
        {
            Settlements.Add(manifest.Slot, new(kind, manifest.Generation, Samples.Other));
        }
    }

    public FakeStart Go()
    {
        var now = TimeSpan.Zero;
        var events = new Queue<ProtocolEvent>([new Started()]);
        for (var i = 0; i < 1000 && Started is null && Ended is null; i++)
        {
            if (!events.TryDequeue(out var happened))
            {
                now = _machine.NextDeadline ?? throw new InvalidOperationException($"nothing happens; it waits for {_machine.WaitsFor}");
                happened = new TimePassed();
            }

            foreach (var command in _machine.Handle(happened, now).ToList())
            {
                All.Add(command);
                if ((Instead(command) ?? Answer(command)) is { } answer)
                {
                    events.Enqueue(answer);
                }
            }
        }

        return this;
    }

    public string Order(params Type[] kinds) => string.Join(' ', All.Where(c => kinds.Contains(c.GetType())).Select(c => c.GetType().Name));

    private ProtocolEvent? Answer(ProtocolCommand command)
    {
        var id = command.Id;
        switch (command)
        {
            case ReadCurrentJob:
                return new CurrentJobRead(id, Current is { } job ? CurrentJob.Of(job) : CurrentJob.None);
            case SetCurrentJob c:
                Current = c.Job;
                return new CommandDone(id);
            case ReadHighestGeneration:
                return new HighestGenerationRead(id, Highest);
            case ListSlots c when c.Job == Samples.Job:
                return new SlotsListed(id, [.. Manifests.Keys.Concat(Damaged.Keys).Distinct().Order().Select(s => new SlotListing(s, true, Copies.Contains(s), Settlements.ContainsKey(s)))]);
            case ListSlots:
                return new SlotsListed(id, []);
            case ReadSlot c:
                return new SlotRead(id, Damaged.GetValueOrDefault(c.Slot) ?? new()
                {
                    Slot = c.Slot,
                    Manifest = Manifests.GetValueOrDefault(c.Slot),
                    HasCopy = Copies.Contains(c.Slot),
                    Settlement = Settlements.GetValueOrDefault(c.Slot),
                });
            case WriteSettlement c when c.Job == Samples.Job && Settlements.TryGetValue(c.Slot, out var found):
                return new PlaceTaken(id, found.Generation, found);
            case OpenConnectors c:
                return new ConnectorsOpened(id, Targets, [new("orders", $"orders-0-{c.Generation}-0")]);
            case ResolveStart:
                return new StartResolved(id, SourcePositions.Of("0", "7"));
            case AskDescriptor c:
                return new DescriptorAnswered(id, Descriptors.GetValueOrDefault(c.Descriptor.Resource));
            case RollBack:
                return new DescriptorAnswered(id, DescriptorState.Gone);
            case Run c:
                Started = c.Start;
                return null;
            case EndGeneration c:
                Ended = c;
                return null;
            case Report:
                return null;
            default:
                return new CommandDone(id);
        }
    }
}
