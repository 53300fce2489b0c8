using System.CommandLine;
using System.Text.Json;
using Weir.Connectors;

namespace Weir.Cli.Commands;

/// <summary><c>weir connectors</c>: what tables can be made of, and with which options.</summary>
internal static class ConnectorsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("connector") { Description = "only this one", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "as JSON, for programs" };
        var command = new Command("connectors", "List the connectors and their options.");
        command.Arguments.Add(name);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var registry = ConnectorSet.Create();
            var wanted = parsed.GetValue(name);
            if (wanted is not null && registry.Find(wanted) is null)
            {
                Console.Error.WriteLine($"error: there is no connector \"{wanted}\"; there are {string.Join(", ", registry.All.Select(connector => connector.Name))}");
                return ExitCodes.WrongInput;
            }

            var shown = registry.All.Where(connector => wanted is null || connector.Name == wanted).ToList();
            if (parsed.GetValue(json))
            {
                WriteJson(shown);
            }
            else
            {
                WriteText(shown);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteText(List<IConnector> connectors)
    {
        foreach (var connector in connectors)
        {
            Console.WriteLine($"{connector.Name}: {connector.Description}");
            WriteSide("source", connector.Source?.Options);
            WriteSide("sink", connector.Sink?.Options);
        }
    }

    private static void WriteSide(string side, IReadOnlyList<OptionDescription>? options)
    {
        if (options is null)
        {
            return;
        }

        Console.WriteLine($"  as {side}{(options.Count == 0 ? ": no options of its own" : ":")}");
        foreach (var option in options)
        {
            var notes = option.IsRequired ? " (required)" : option.Default is { } value ? $" (default {value})" : "";
            Console.WriteLine($"    {option.Name,-36} {option.Description}{notes}");
        }
    }

    private static void WriteJson(List<IConnector> connectors)
    {
        foreach (var connector in connectors)
        {
            Console.WriteLine(JsonLine.Write(json =>
            {
                json.WriteString("name", connector.Name);
                json.WriteString("description", connector.Description);
                WriteSide(json, "source", connector.Source?.Options);
                WriteSide(json, "sink", connector.Sink?.Options);
            }));
        }
    }

    private static void WriteSide(Utf8JsonWriter json, string side, IReadOnlyList<OptionDescription>? options)
    {
        if (options is null)
        {
            return;
        }

        json.WriteStartArray(side);
        foreach (var option in options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Name);
            json.WriteString("kind", option.Kind.ToString().ToLowerInvariant());
            json.WriteString("description", option.Description);
            json.WriteBoolean("required", option.IsRequired);
            if (option.Default is not null)
            {
                json.WriteString("default", option.Default);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
