using System.CommandLine;
using Weir.Cli.Commands;

namespace Weir.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("weir runs on Linux (x64 and arm64); on this system it has not been tested and does not start");
            return ExitCodes.WrongInput;
        }

        if (arguments is ["--version"])
        {
            Console.WriteLine(VersionText.Get());
            return ExitCodes.Done;
        }

        var root = new RootCommand("Streaming SQL: reads, transforms and writes rows exactly once.")
        {
            RunCommand.Create(),
            ValidateCommand.Create(),
            ExplainCommand.Create(),
            ConnectorsCommand.Create(),
            CheckpointsCommand.Create(),
            DeadLettersCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync($"see `weir {parsed.CommandResult.Command.Name} --help`".Replace("weir weir", "weir"));
            return ExitCodes.WrongInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }
}
