namespace Weir.Checkpoints.Local;

/// <summary>Options of <see cref="LocalCheckpointStore"/>.</summary>
public sealed record LocalStoreOptions
{
    /// <summary>Folder of the jobs; made where it is missing, by the first lock.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Take NFS, SMB and FUSE although their locks and syncs are not to be relied on.</summary>
    public bool AllowRemoteFileSystems { get; init; }

    /// <summary>Called when a folder's sync failed: nobody knows what the disk holds, and only a fresh process can find out.</summary>
    public Action<Failure> EndProcess { get; init; } = failure => Environment.FailFast(failure.ToString());

    /// <summary>Wall time, for the lock's and the generations' texts only.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Operations that may wait for the store's thread; more wait outside the queue.</summary>
    public int QueueCapacity { get; init; } = 64;

    /// <summary>What the files are reached through.</summary>
    public IFileLayer Files { get; init; } = LocalFileLayer.Instance;
}
