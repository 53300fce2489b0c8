using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Weir.Cli.Commands;

namespace Weir.Cli;

internal static class Program
{
    /// <summary>SIGXFSZ, which has no name in <see cref="PosixSignal"/>.</summary>
    private const int FileSizeSignal = 25;

    private static async Task<int> Main(string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("weir runs on Linux (x64 and arm64); on this system it has not been tested and does not start");
            return ExitCodes.WrongInput;
        }

        // A limit on the size of files ends the process unless this signal is taken; taken, the write fails and says why.
        using var sizeLimit = PosixSignalRegistration.Create((PosixSignal)FileSizeSignal, context => context.Cancel = true);
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
        var parsed = root.Parse(IsScript(root, arguments) ? ["run", .. arguments] : arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            var path = new Stack<string>();
            for (SymbolResult? at = parsed.CommandResult; at?.Parent is not null; at = at.Parent)
            {
                path.Push(((CommandResult)at).Command.Name);
            }

            await Console.Error.WriteLineAsync($"see `weir {string.Concat(path.Select(name => name + " "))}--help`");
            return ExitCodes.WrongInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    // weir [options] FILE.sql is weir run [options] FILE.sql; so is weir - and weir -e SQL.
    private static bool IsScript(RootCommand root, string[] arguments)
    {
        bool IsCommand(string argument) => root.Subcommands.Any(command => command.Name == argument);
        return arguments is [var first, ..] && (first.StartsWith('-')
            ? !root.Options.Any(option => option.Name == first || option.Aliases.Contains(first)) && !arguments.Any(IsCommand)
            : !IsCommand(first) && (first.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || File.Exists(first)));
    }
}
