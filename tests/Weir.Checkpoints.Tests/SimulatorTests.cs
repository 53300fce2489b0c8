using System.Collections.Concurrent;
using System.Reflection;
using Weir.Simulator;
using Xunit;

namespace Weir.Checkpoints.Tests;

public class SimulatorTests
{
    private const int Seeds = 10_000;

    public static TheoryData<string> FaultNames => [.. FaultCatalog.All.Select(f => f.Name)];

    [Fact]
    public void Ten_thousand_seeds_hold()
    {
        var failed = new ConcurrentBag<string>();
        Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, (seed, loop) =>
        {
            if (World.Simulate(new() { Seed = seed }).Problem is { } problem)
            {
                failed.Add($"seed {seed}: {problem}\n  {Simulator.Commands.Replay(seed, null)}");
                loop.Stop();
            }
        });
        Assert.True(failed.IsEmpty, string.Join("\n", failed));
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_broken_rule_makes_its_pinned_seed_fail(string name)
    {
        var fault = FaultCatalog.Find(name)!;
        var broken = World.Simulate(new() { Seed = fault.PinnedSeed, Faults = fault.Faults });
        Assert.True(broken.Problem is not null, $"seed {fault.PinnedSeed} holds with \"{name}\"; search --fault {name} finds another");
        var kept = World.Simulate(new() { Seed = fault.PinnedSeed });
        Assert.True(kept.Problem is null, $"seed {fault.PinnedSeed} fails although every rule is kept: {kept.Problem}");
    }

    [Fact]
    public void Every_fault_is_in_the_catalog_and_switches_one_rule()
    {
        var switches = typeof(ProtocolFaults).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(bool)).ToList();
        var switched = FaultCatalog.All.Select(f => Assert.Single(switches, s => (bool)s.GetValue(f.Faults)!).Name).ToList();
        Assert.Equal(switches.Select(s => s.Name).Order(), switched.Order());
    }

    [Fact]
    public void A_seed_always_takes_the_same_way()
    {
        List<string> first = [], second = [];
        World.Simulate(new() { Seed = 77, Trace = first.Add });
        World.Simulate(new() { Seed = 77, Trace = second.Add });
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }
}
