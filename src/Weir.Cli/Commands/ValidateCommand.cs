using System.CommandLine;

namespace Weir.Cli.Commands;

/// <summary><c>weir validate</c>: parses and plans a script; nothing is connected to.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var script = new ScriptOptions();
        var json = new Option<bool>("--json") { Description = "one JSON object a line, for programs" };
        var command = new Command("validate", "Check a script without running it.");
        script.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, _) =>
        {
            IConsoleOutput output = parsed.GetValue(json) ? new JsonOutput(null) : new TextOutput(false, null, null);
            return CommandRunner.RunAsync(output, () =>
            {
                var read = Script.Read(parsed, script);
                if (read.Plan(ConnectorSet.Create(), output) is not { } result)
                {
                    return ExitCodes.WrongInput;
                }

                if (!parsed.GetValue(json))
                {
                    var plan = result.Plan!;
                    Console.Error.WriteLine($"{read.Source.Name}: fine, {plan.Sources.Count()} source(s), {plan.Sinks.Count()} sink(s)");
                }

                return ExitCodes.Done;
            });
        });
        return command;
    }
}
