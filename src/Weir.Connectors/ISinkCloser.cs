using Weir.Checkpoints;
using Weir.Checkpoints.Local;

namespace Weir.Connectors;

/// <summary>
/// A connector whose sinks carry something over epochs, or keep something beside the job, and that can bring it to an end without the sink: its
/// table may be gone from the script. The records say all that is needed.
/// </summary>
public interface ISinkCloser
{
    /// <summary>Looks whether what the sink wrote is still there, as far as it is not for others to take away. Touches nothing.</summary>
    /// <exception cref="ConnectorException">It is not; with the ways to write it again.</exception>
    ValueTask LookAsync(ClosedSink sink, IFileLayer files, CancellationToken cancellationToken);

    /// <summary>
    /// The job goes no further with the sink: publishes what it carried, at its carried length, and ends its leave to write over its output.
    /// Everything is found before anything is changed. Repeatable.
    /// </summary>
    /// <param name="sink">What the records say of it.</param>
    /// <param name="writer">The job that wrote it.</param>
    /// <param name="files">What local files are reached through.</param>
    /// <exception cref="ConnectorException">Something that was carried is gone: not transient, with the ways out.</exception>
    ValueTask CloseAsync(ClosedSink sink, WriterIdentity writer, IFileLayer files, CancellationToken cancellationToken);
}
