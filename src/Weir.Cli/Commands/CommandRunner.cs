using Weir.Checkpoints;
using Weir.Connectors;

namespace Weir.Cli.Commands;

/// <summary>What every command does with errors: a sentence and an exit code, never a stack trace for what the user can mend.</summary>
internal static class CommandRunner
{
    /// <inheritdoc cref="RunAsync(IConsoleOutput, Func{Task{int}})"/>
    public static Task<int> RunAsync(IConsoleOutput output, Func<int> work) => RunAsync(output, () => Task.FromResult(work()));

    public static async Task<int> RunAsync(IConsoleOutput output, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (UsageException exception)
        {
            output.Error(exception.Message, null);
            return ExitCodes.WrongInput;
        }
        catch (ConnectorException exception)
        {
            output.Error(exception.Message, exception.Hint);
            return exception.Fault == Fault.User ? ExitCodes.WrongInput : ExitCodes.PipelineFailed;
        }
        catch (CheckpointStoreException exception)
        {
            output.Error(exception.Failure.Message, exception.Failure.Hint);
            return ExitCodes.PipelineFailed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            output.Error(exception.Message, null);
            return ExitCodes.PipelineFailed;
        }
    }
}
