using System.CommandLine;
using Weir.Planner.Physical;
using Weir.Runtime;

namespace Weir.Cli.Commands;

/// <summary><c>weir explain</c>: the operators a script becomes, and what each sink guarantees.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var script = new ScriptOptions();
        var json = new Option<bool>("--json") { Description = "the plan as JSON" };
        var command = new Command("explain", "Show the operators that a script becomes, and what each sink guarantees.");
        script.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, _) =>
        {
            var output = new TextOutput(false, null, null);
            return CommandRunner.RunAsync(output, () =>
            {
                var connectors = ConnectorSet.Create();
                if (Script.Read(parsed, script).Plan(connectors, output) is not { Plan: { } plan })
                {
                    return ExitCodes.WrongInput;
                }

                if (parsed.GetValue(json))
                {
                    Console.WriteLine(plan.ToJson());
                    return ExitCodes.Done;
                }

                Console.Write(ExplainFormatter.Format(plan));
                var graph = new JobGraph(plan, connectors, output);
                Console.WriteLine();
                foreach (var guarantee in graph.Guarantees())
                {
                    Console.WriteLine($"sink \"{guarantee.Table}\": {guarantee.Text}: {guarantee.Reason}");
                }

                Console.WriteLine(graph.KeepsState
                    ? "checkpoints are kept on disk: a second run goes on from the last one"
                    : "nothing is kept: every run starts anew");
                return ExitCodes.Done;
            });
        });
        return command;
    }
}
