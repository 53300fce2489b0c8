using System.Collections.Immutable;
using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>
/// One simulated world: a store, a broker, files, readers, and the processes that run the job. Everything follows from the seed; one
/// thread; virtual time. Chaos rules for a while, then it is calm, and the job must finish.
/// </summary>
internal sealed class World
{
    public const string FileTable = "files";
    public const string SingleTable = "single";
    public const string LooseTable = "loose";
    public const string DeadTable = "dead";
    private const int StepsMax = 60_000;

    private readonly SimulationOptions _options;
    private readonly List<SimulatedProcess> _processes = [];
    private readonly long _calmFrom;
    private readonly bool _mayAbort;
    private int _scriptVersion;
    private bool _isOver;
    private bool _hasStopped;
    private int _serial;

    public World(SimulationOptions options)
    {
        _options = options;
        Random = new Random(unchecked((int)(options.Seed * 2_654_435_761L)));
        HasLock = options.Seed % 2 == 1;
        _mayAbort = Random.Next(4) == 0;
        _calmFrom = Random.Next(500, 4000);
        RowCounts = [Random.Next(0, 16), Random.Next(3, 16)];
        LogEnds = new int[RowCounts.Length];
        TransactionalTables = HasLock ? ["k0"] : ["k0", "k1"];
        Store = new(this);
        Broker = new(this);
        Files = new(this);
        Oracle = new(this);
    }

    public Random Random { get; }

    public Schedule Schedule { get; } = new();

    public SimulatedStore Store { get; }

    public SimulatedBroker Broker { get; }

    public SimulatedFiles Files { get; }

    public Oracle Oracle { get; }

    public ProtocolFaults Faults => _options.Faults;

    /// <summary>A local disk with a lock; otherwise an object store without one.</summary>
    public bool HasLock { get; }

    /// <summary>The script of the running start keeps dead letters; some versions do.</summary>
    public bool KeepsDeadLetters => HasLock && _scriptVersion % 2 == 0;

    /// <summary>Things fail.</summary>
    public bool IsChaotic => Schedule.NowMillis < _calmFrom;

    /// <summary>Rows of each source in all.</summary>
    public int[] RowCounts { get; }

    /// <summary>How far each source's log had grown when somebody last read it: what "latest" resolves to.</summary>
    public int[] LogEnds { get; }

    public ImmutableArray<string> TransactionalTables { get; }

    public static string SourceName(int source) => $"s{source}";

    public static SimulationResult Simulate(SimulationOptions options)
    {
        var world = new World(options);
        var steps = 0;
        try
        {
            world.Begin();
            while (!world._isOver && steps < StepsMax && world.Schedule.Step())
            {
                steps++;
            }

            return world._isOver
                ? new(null, world._hasStopped, steps)
                : new($"did not finish; {string.Join("; ", world._processes.Select(p => p.WaitsFor).DefaultIfEmpty("nobody runs"))}", false, steps);
        }
        catch (ViolatedException violated)
        {
            world.Trace($"violated: {violated.Message}");
            return new(violated.Message, false, steps);
        }
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>As <see cref="Chance"/>, but never when it is calm.</summary>
    public bool Mishap(double probability) => IsChaotic && Chance(probability);

    public void Trace(string line) => _options.Trace?.Invoke($"{Schedule.NowMillis,6} {line}");

    public Guid NextGuid() => new(++_serial, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>What the script says at a start; people change it now and then.</summary>
    public ScriptFingerprint Script(bool mayChange)
    {
        if (mayChange && Mishap(0.1))
        {
            _scriptVersion++;
        }

        // Every third version changes the options of a table, which an unsettled slot refuses.
        var tables = ImmutableSortedDictionary.CreateBuilder<string, TableFingerprint>(StringComparer.Ordinal);
        foreach (var table in TransactionalTables.Concat(HasLock ? [LooseTable, FileTable, SingleTable] : [LooseTable]))
        {
            tables[table] = new(TableRole.Sink, table == LooseTable ? $"version {_scriptVersion / 3}" : "same");
        }

        if (KeepsDeadLetters)
        {
            tables[DeadTable] = new(TableRole.DeadLetters, "");
        }

        for (var source = 0; source < RowCounts.Length; source++)
        {
            tables[SourceName(source)] = new(TableRole.Source, "same");
        }

        return new()
        {
            Tables = tables.ToImmutable(),
            Queries = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("q", $"version {_scriptVersion}")]),
            Operators = ImmutableSortedSet.Create(StringComparer.Ordinal, "count"),
        };
    }

    /// <summary>A process has ended by itself.</summary>
    public void Ended(SimulatedProcess process, Ending ending, Failure? cause)
    {
        Trace($"{process}: ended, {ending}{(cause is null ? "" : $": {cause}")}");
        Kill(process);
        switch (ending)
        {
            case Ending.Finished:
                Oracle.Finished();
                _isOver = true;
                break;
            case Ending.Refused when cause!.Message.Contains("already running", StringComparison.Ordinal):
                break;
            case Ending.Refused when cause!.Message.Contains("the job is finished", StringComparison.Ordinal):
                Oracle.Finished();
                _isOver = true;
                break;
            case Ending.Refused when cause!.Hint?.Contains("old script", StringComparison.Ordinal) == true:
                var old = Store.Read(Store.Newest).Manifest!.Script.Tables[LooseTable].Options;
                _scriptVersion = 3 * int.Parse(old.Split(' ')[1]);
                break;
            case Ending.Refused:
                throw new ViolatedException($"refused: {cause}");
            case Ending.Failed when cause!.Hint?.Contains("--accept-lost-rows", StringComparison.Ordinal) == true:
                if (!Broker.HasAborted)
                {
                    throw new ViolatedException($"stopped although nobody ended a transaction from outside: {cause}");
                }

                _hasStopped = true;
                _isOver = true;
                break;
        }
    }

    public void Kill(SimulatedProcess process)
    {
        if (_processes.Remove(process))
        {
            process.Kill();
            if (Store.LockHolder == process)
            {
                Store.LockHolder = null;
            }
        }
    }

    public void CrashMachine()
    {
        Trace("the machine crashes");
        foreach (var process in _processes.ToList())
        {
            Kill(process);
        }

        Store.CrashMachine();
        Files.CrashMachine();
    }

    private void Begin()
    {
        StartProcess();
        Schedule.After(20, Disturb);
    }

    private void StartProcess()
    {
        var process = new SimulatedProcess(this, ++_serial);
        _processes.Add(process);
        Trace($"{process}: starts");
        process.Start(default);
    }

    private void Disturb()
    {
        if (_processes.Count == 0)
        {
            if (Chance(0.3))
            {
                StartProcess();
            }
        }
        else if (IsChaotic)
        {
            var process = _processes[Random.Next(_processes.Count)];
            switch (Random.Next(400))
            {
                case < 8:
                    Trace($"{process}: killed");
                    Kill(process);
                    break;
                case < 12 when HasLock:
                    CrashMachine();
                    break;
                case < 24 when _processes.Count < 3:
                    StartProcess();
                    break;
                case < 28:
                    process.Post(new StopRequested());
                    break;
                case < 32:
                    process.Post(new CheckpointRequested());
                    break;
                case < 36:
                    process.Post(new ParticipantFailed("something", new("it failed", IsTransient: true)));
                    break;
                case < 40:
                    Store.DamageSome();
                    break;
                case < 46 when _mayAbort:
                    Broker.AbortSome();
                    break;
                case < 52:
                    process.Pause(Random.Next(50, 1500));
                    break;
            }
        }

        Schedule.After(Random.Next(5, 25), Disturb);
    }
}
