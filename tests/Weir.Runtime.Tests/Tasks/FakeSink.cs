using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>A transactional sink in memory: rows become visible by commits. Says what is done to it, in order.</summary>
internal sealed class FakeSink(string table) : ITransactionalSink
{
    private readonly List<string> _calls = [];
    private readonly List<long> _pending = [];
    private readonly Dictionary<string, long[]> _prepared = [];

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => false;

    public string Identity => $"fake sink {table}";

    /// <summary>Thrown by what is named, once for each call while it is there.</summary>
    public Dictionary<string, Exception> Failures { get; } = [];

    /// <summary>Rows of committed epochs.</summary>
    public List<long> Visible { get; } = [];

    /// <summary>What was done so far.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
            {
                return _calls.ToArray();
            }
        }
    }

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ImmutableArray<string> ResourceNames(Generation generation, int parallelism) => [];

    public ValueTask FenceAsync(ImmutableArray<string> names, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken)
    {
        _pending.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        long[] numbers = [.. Rows.Values(batch).Select(row => (long)row[0]!)];
        Called("write", $"write {string.Join(' ', numbers)}");
        _pending.AddRange(numbers);
        return ValueTask.CompletedTask;
    }

    public ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken) => new((SinkCarry?)null);

    public void Cut() => Called("cut");

    public void ForgetCut() => Called("forget");

    public ValueTask<Prepared> PreCommitAsync(Epoch epoch, bool closesAll, CancellationToken cancellationToken)
    {
        Called("pre-commit", closesAll ? "pre-commit all" : "pre-commit");
        _prepared[$"{epoch}"] = [.. _pending];
        _pending.Clear();
        return new(new Prepared([new() { Table = "own name", Subtask = 9, Resource = $"{epoch}", Version = 1, Payload = "{}", Target = Identity }], null));
    }

    public ValueTask CommitAsync(CommitDescriptor descriptor, CancellationToken cancellationToken)
    {
        Called("commit");
        if (_prepared.Remove(descriptor.Resource, out var rows))
        {
            Visible.AddRange(rows);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseAsync(ImmutableArray<string> uncertain, CancellationToken cancellationToken)
    {
        Called("release", $"release {string.Join(' ', uncertain)}".TrimEnd());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Called(string what, string? text = null)
    {
        lock (_calls)
        {
            _calls.Add(text ?? what);
        }

        if (Failures.TryGetValue(what, out var failure))
        {
            throw failure;
        }
    }
}
