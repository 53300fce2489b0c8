using Weir.Checkpoints;
using Weir.Columnar;

namespace Weir.Connectors;

/// <summary>
/// One subtask of a sink. Owned by one task: members are never called concurrently, but <see cref="Health"/>, <see cref="Metrics"/> and
/// <see cref="HasPendingWork"/> are read from any thread.
/// </summary>
/// <remarks>
/// Order: open, recover, then writes and flushes, then dispose. Disposing publishes nothing that no manifest covers. The sink retries
/// inside <see cref="WriteAsync"/> where repeating is safe; what leaves it rewinds the pipeline or fails it.
/// </remarks>
public interface ISink : IAsyncDisposable
{
    /// <summary>Read after opening.</summary>
    ConnectorHealth Health { get; }

    ConnectorMetrics Metrics { get; }

    /// <summary>There is work for a round though no row came: a file due to roll, say. Read from any thread.</summary>
    bool HasPendingWork { get; }

    /// <summary>What the sink writes to, as one text that stays the same over restarts; final after opening.</summary>
    string Identity { get; }

    /// <summary>Connects, learns schema and identity; touches nothing.</summary>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Finds out whether <see cref="RecoverAsync"/> with the same argument would find what it needs and nothing foreign in its way. Touches
    /// nothing: no sink ends or deletes anything before all sinks have been asked.
    /// </summary>
    /// <exception cref="ConnectorException">Something is missing or in the way: not transient, with the ways out.</exception>
    ValueTask CheckAsync(SinkRecovery recovery, CancellationToken cancellationToken);

    /// <summary>Prepares for the first row: ends or deletes what this job left that no carry names, cuts back to the carries. Repeatable.</summary>
    ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken);

    /// <summary>Accepts rows.</summary>
    /// <param name="batch">The caller keeps ownership; the sink copies what it needs before it returns.</param>
    ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken);

    /// <summary>Makes everything written so far durable at the target. A transactional sink publishes nothing by it.</summary>
    /// <returns>What a restart needs to go on; null for nothing.</returns>
    ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken);
}
