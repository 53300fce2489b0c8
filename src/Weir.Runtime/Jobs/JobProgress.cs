namespace Weir.Runtime;

/// <summary>What a job has done since it was started; a picture of one moment.</summary>
public sealed record JobProgress(IReadOnlyList<SourceProgress> Sources, IReadOnlyList<SinkProgress> Sinks);

/// <param name="Read">Rows decoded.</param>
/// <param name="Dropped">Records and rows left out by policy.</param>
/// <param name="Dead">Records and rows kept as dead letters.</param>
/// <param name="Lag">Bytes or records left to read; 0 when unknown.</param>
/// <param name="Watermark">Event time in nanoseconds since the Unix epoch; null before the first.</param>
public sealed record SourceProgress(string Table, long Read, long Dropped, long Dead, long Lag, long? Watermark);

/// <param name="Written">Rows accepted.</param>
/// <param name="Bytes">Of them, as written.</param>
/// <param name="Staged">Rows accepted that readers of the target do not see yet.</param>
/// <param name="StagedUntil">When they do at the latest, a checkpoint interval aside; null when nothing is staged or nobody knows.</param>
public sealed record SinkProgress(string Table, long Written, long Bytes, long Staged, DateTimeOffset? StagedUntil);
