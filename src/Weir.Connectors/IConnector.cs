using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Formats;
using Weir.Streaming;

namespace Weir.Connectors;

/// <summary>
/// The description of one external system, and the maker of its sources and sinks. One folder and one registration line.
/// </summary>
public interface IConnector
{
    /// <summary>As written in <c>connector = '…'</c>.</summary>
    string Name { get; }

    /// <summary>A sentence for lists.</summary>
    string Description { get; }

    /// <summary>Null when there is no source.</summary>
    SourceDescription? Source { get; }

    /// <summary>Null when there is no sink.</summary>
    SinkDescription? Sink { get; }

    /// <exception cref="ConnectorException">An option's value is not usable; kind configuration.</exception>
    ISource CreateSource(SourceContext context);

    /// <inheritdoc cref="CreateSource"/>
    ISink CreateSink(SinkContext context);
}

/// <param name="Options">All but the common ones.</param>
/// <param name="FixedSchema">Columns that the connector decides; null when the table declares them.</param>
/// <param name="CanReplay">Whether its sources can read again from a position; never assumed.</param>
/// <param name="TakesFormat">Whether <c>format</c> must be given.</param>
public sealed record SourceDescription(
    IReadOnlyList<OptionDescription> Options, bool CanReplay, Schema? FixedSchema = null, bool TakesFormat = true);

/// <inheritdoc cref="SourceDescription"/>
/// <param name="IsEphemeral">Writes nothing that lasts; such a table never makes a job keep state.</param>
/// <param name="IsTransactional">Its sinks are <see cref="ITransactionalSink"/>s.</param>
/// <param name="IgnoresFormat">Accepts <c>format</c> without using it.</param>
/// <param name="CutsBack">Rows are visible at once, and a restart cuts back to the last checkpoint.</param>
/// <param name="DiscardsRows">Throws rows away: there is nothing to guarantee.</param>
public sealed record SinkDescription(
    IReadOnlyList<OptionDescription> Options, bool TakesFormat = true, bool IsEphemeral = false, bool IsTransactional = false, bool CutsBack = false,
    bool IgnoresFormat = false, bool DiscardsRows = false);

public enum OptionKind
{
    Text,
    Boolean,
    Integer,
    Number,
    Duration,
    Size,
    Field,
    TextList,
}

/// <param name="Name">As written in WITH.</param>
/// <param name="Description">A sentence for people.</param>
/// <param name="Default">As written in WITH; null when there is none.</param>
/// <param name="Values">The only values allowed; null for any.</param>
/// <param name="IsSecret">Never shown or stored.</param>
/// <param name="BareNumberUnit">For durations: what a bare number counts; null refuses bare numbers.</param>
public sealed record OptionDescription(
    string Name,
    OptionKind Kind,
    string Description,
    bool IsRequired = false,
    string? Default = null,
    IReadOnlyList<string>? Values = null,
    bool IsSecret = false,
    TimeSpan? BareNumberUnit = null);

/// <summary>What a source subtask is made with.</summary>
public sealed record SourceContext
{
    public required string Table { get; init; }

    /// <summary>Options as texts in their canonical form, references to the environment resolved.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Where relative paths start: the script's folder.</summary>
    public required string BaseFolder { get; init; }

    public int Subtask { get; init; }

    public int Parallelism { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Wakes the task's loop.</summary>
    public AsyncSignal Signal { get; init; } = new();

    /// <summary>Tells the user of something that is not an error, with a hint; any thread.</summary>
    public Action<string, string?> Warn { get; init; } = static (_, _) => { };
}

/// <summary>What a sink subtask is made with.</summary>
public sealed record SinkContext
{
    public required string Table { get; init; }

    /// <inheritdoc cref="SourceContext.Options"/>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    public required string BaseFolder { get; init; }

    /// <summary>Of the batches to come.</summary>
    public required Schema Schema { get; init; }

    /// <summary>Null for connectors that take no format.</summary>
    public IEncoder? Encoder { get; init; }

    /// <summary>The name of the format, for file names; null for connectors that take none.</summary>
    public string? Format { get; init; }

    public required WriterIdentity Writer { get; init; }

    public int Subtask { get; init; }

    public int Parallelism { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What local files are reached through.</summary>
    public IFileLayer Files { get; init; } = LocalFileLayer.Instance;

    /// <summary>Wakes the task's loop, so that it looks at <see cref="ISink.HasPendingWork"/>.</summary>
    public AsyncSignal Signal { get; init; } = new();
}

/// <summary>Who writes: names of staged things carry it, so that no other writer's are taken for one's own.</summary>
/// <param name="JobFolder">A folder that belongs to the job and lasts as long as its checkpoints; null when the job keeps no state.</param>
public sealed record WriterIdentity(Checkpoints.JobId Job, Checkpoints.Generation Generation, string? JobFolder);
