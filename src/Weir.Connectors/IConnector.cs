using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Formats;
using Weir.Settings;
using Weir.Streaming;

namespace Weir.Connectors;

/// <summary>
/// The description of one external system, and the maker of its sources and sinks. One folder and one registration line; written as a
/// <see cref="Connector{TTable}"/> or a <see cref="Connector{TProfile, TTable}"/>.
/// </summary>
public interface IConnector
{
    /// <summary>As written in <c>connector = '…'</c>.</summary>
    string Name { get; }

    /// <summary>A sentence for lists.</summary>
    string Description { get; }

    /// <summary>What tables of this connector can be.</summary>
    TableUse Uses { get; }

    /// <summary>What can be configured of a connection, which several tables may share and which may be stored under a name; null where there is none.</summary>
    SettingsShape? ProfileShape { get; }

    /// <summary>No table is possible without a profile: its settings are given by name, or beside those of the table.</summary>
    bool IsProfileRequired { get; }

    /// <summary>What can be configured of a table; the options that every table has are the planner's.</summary>
    SettingsShape TableShape { get; }

    /// <summary>What a table with these settings is and can do.</summary>
    /// <param name="table">A tree of <see cref="TableShape"/>, for one use. References in it are not filled yet, and what was given wrongly is not in it.</param>
    TableTraits Traits(SettingsTree table);

    /// <exception cref="ConnectorException">A setting is not usable; kind configuration.</exception>
    ISource CreateSource(SourceContext context);

    /// <inheritdoc cref="CreateSource"/>
    ISink CreateSink(SinkContext context);
}

/// <summary>What a source subtask is made with.</summary>
public sealed record SourceContext
{
    public required string Table { get; init; }

    /// <summary>The connection's record of settings, references filled; null where there is none.</summary>
    public object? Profile { get; init; }

    /// <summary>The table's record of settings, references filled.</summary>
    public required object Settings { get; init; }

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

    /// <inheritdoc cref="SourceContext.Profile"/>
    public object? Profile { get; init; }

    /// <inheritdoc cref="SourceContext.Settings"/>
    public required object Settings { get; init; }

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
