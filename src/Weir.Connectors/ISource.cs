using Weir.Checkpoints;
using Weir.Streaming;

namespace Weir.Connectors;

/// <summary>
/// One subtask of a source. Owned by one task: members are never called concurrently, but <see cref="Health"/>, <see cref="Metrics"/>
/// and <see cref="Signal"/> are read from any thread.
/// </summary>
/// <remarks>
/// Order: open, then resolve or restore, then poll and the notices between polls, then dispose. Errors leave as
/// <see cref="ConnectorException"/>; a poll that failed transiently is repeated with backoff and has then neither lost nor repeated a row.
/// </remarks>
public interface ISource : IAsyncDisposable
{
    ConnectorHealth Health { get; }

    ConnectorMetrics Metrics { get; }

    /// <summary>
    /// The context's signal, when the source sets it as soon as there is something to poll; null when it must be polled by timer.
    /// </summary>
    AsyncSignal? Signal { get; }

    /// <summary>What the source reads, as one text that stays the same over restarts; final after opening.</summary>
    string Identity { get; }

    /// <summary>Connects, learns schema and identity; touches nothing.</summary>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Turns the configured start into positions: no "latest" and no listing is left in them.</summary>
    ValueTask<SourcePositions> ResolveStartAsync(CancellationToken cancellationToken);

    /// <summary>Moves to positions that <see cref="ResolveStartAsync"/> or <see cref="Positions"/> gave, and checks that they still exist.</summary>
    /// <exception cref="ConnectorException">A position is gone or belongs to something else: not transient, with the ways out.</exception>
    ValueTask RestoreAsync(SourcePositions positions, CancellationToken cancellationToken);

    /// <summary>Reads some rows into the collector, until it is full or nothing more is at hand. Short: at most some 100 ms.</summary>
    /// <param name="rows">Owned by the runtime. Rows put into it count as read.</param>
    ValueTask<PollOutcome> PollAsync(RowCollector rows, CancellationToken cancellationToken);

    /// <summary>Everything handed out so far and nothing only prefetched. Pure: no I/O, no effect.</summary>
    SourcePositions Positions { get; }

    /// <summary>The epoch with these positions is committed and settled: the place for acknowledgements outside. Idempotent.</summary>
    ValueTask EpochCommittedAsync(Epoch epoch, SourcePositions positions, CancellationToken cancellationToken);
}

public enum PollOutcome
{
    /// <summary>Rows may be in the collector, and more may be at hand.</summary>
    Batch,

    /// <summary>Nothing is at hand now; poll again when signalled, or after a while.</summary>
    Nothing,

    /// <summary>Nothing will ever follow.</summary>
    Ended,
}
