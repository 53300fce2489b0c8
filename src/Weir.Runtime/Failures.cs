using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Formats;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>From exceptions to the protocol's failures.</summary>
internal static class Failures
{
    public static Failure Of(Exception exception) => exception switch
    {
        ConnectorException e => new Failure(
            e.Message, e.Hint, e.IsTransient, e.IsDiskFull,
            IsInputWrong: e is { Fault: Fault.User, Kind: ErrorKind.Configuration or ErrorKind.Unsupported }),
        CheckpointStoreException e => e.Failure,
        EvaluationException e => new Failure(e.Message, "mend the value, or SET on_error = 'drop' or 'dead_letter'"),
        UnwritableRowException e => new Failure(e.Message, e.Hint),
        DurableFileException e => new Failure(e.Message, e.IsDiskFull ? "free some space" : null, e.IsTransient, e.IsDiskFull),
        ColumnTooLargeException e => new Failure(e.Message, "make the texts shorter, or split the records"),
        _ => new Failure(
            $"unexpected {exception.GetType().Name}: {exception.Message}",
            Environment.GetEnvironmentVariable("WEIR_TRACE") is null
                ? "this is a defect of weir: please report it, with the output of a run with WEIR_TRACE=1 set"
                : exception.ToString()),
    };
}
