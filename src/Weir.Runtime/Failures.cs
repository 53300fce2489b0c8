using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>From exceptions to the protocol's failures.</summary>
internal static class Failures
{
    public static Failure Of(Exception exception) => exception switch
    {
        ConnectorException e => new Failure(e.Message, e.Hint, e.IsTransient, e.IsDiskFull),
        CheckpointStoreException e => e.Failure,
        EvaluationException e => new Failure(e.Message, "mend the value, or SET on_error = 'drop' or 'dead_letter'"),
        DurableFileException e => new Failure(e.Message, e.IsDiskFull ? "free some space" : null, e.IsTransient, e.IsDiskFull),
        _ => new Failure($"unexpected {exception.GetType().Name}: {exception.Message}", exception.StackTrace),
    };
}
