using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Settings;

namespace Weir.Runtime;

/// <summary>How a job is run.</summary>
public sealed record JobOptions
{
    /// <summary>Where checkpoints go; not used by jobs that keep no state.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Where relative paths start.</summary>
    public required string BaseFolder { get; init; }

    public TimeSpan CheckpointInterval { get; init; } = RuntimeDefaults.CheckpointInterval;

    /// <summary><c>--fresh</c>.</summary>
    public bool Fresh { get; init; }

    /// <summary><c>--overwrite</c>.</summary>
    public bool Overwrite { get; init; }

    /// <summary><c>--from-checkpoint</c>.</summary>
    public Slot? FromCheckpoint { get; init; }

    /// <summary><c>--allow-state-drop</c>.</summary>
    public bool AllowStateDrop { get; init; }

    /// <summary><c>--accept-lost-rows</c>.</summary>
    public bool AcceptLostRows { get; init; }

    /// <summary>Bound of each queue between tasks.</summary>
    public long QueueBytes { get; init; } = RuntimeDefaults.QueueBytes;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Spreads retries; used by several threads at once.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>What <c>{{ NAME }}</c> and <c>${NAME}</c> in settings stand for.</summary>
    public IReferences References { get; init; } = EnvironmentReferences.Instance;

    /// <summary>What checkpoints, dead letters and the files of connectors are reached through.</summary>
    public IFileLayer Files { get; init; } = LocalFileLayer.Instance;

    /// <summary>In place of the store that the job would make itself; the job closes it.</summary>
    internal ICheckpointStore? Store { get; init; }

    /// <summary>In place of ending the process when nobody knows what the disk holds; null ends it.</summary>
    internal Action<Failure>? EndProcess { get; init; }
}
