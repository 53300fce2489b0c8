using System.Collections.Immutable;
using System.CommandLine;
using Weir.Connectors;
using Weir.Settings;

namespace Weir.Cli.Commands;

/// <summary><c>weir connectors</c>: what tables can be made of, and with which options.</summary>
internal static class ConnectorsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("connector") { Description = "only this one", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "as JSON, for programs" };
        var markdown = new Option<bool>("--markdown") { Description = "as a page of Markdown" };
        var command = new Command("connectors", "List the connectors and their options.") { name, json, markdown };
        command.SetAction(parsed =>
        {
            var registry = ConnectorSet.Create();
            var wanted = parsed.GetValue(name);
            if (wanted is not null && registry.Find(wanted) is null)
            {
                Console.Error.WriteLine($"error: there is no connector \"{wanted}\"; there are {string.Join(", ", registry.All.Select(connector => connector.Name))}");
                return ExitCodes.WrongInput;
            }

            if (parsed.GetValue(json) && parsed.GetValue(markdown))
            {
                Console.Error.WriteLine("error: give --json or --markdown, not both");
                return ExitCodes.WrongInput;
            }

            Action<IConnector> write = parsed.GetValue(json) ? WriteJson : parsed.GetValue(markdown) ? WriteMarkdown : WriteText;
            var shown = registry.All.Where(connector => wanted is null || connector.Name == wanted).ToList();
            foreach (var connector in shown)
            {
                write(connector);
                if (write == WriteMarkdown && connector != shown[^1])
                {
                    Console.WriteLine();
                }
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteText(IConnector connector)
    {
        Console.WriteLine($"{connector.Name}: {connector.Description} ({string.Join(" or ", Words(connector.Uses))}{(connector.ProfileShape is null ? "" : ", with profiles")})");
        OptionListing.WriteText(Console.Out, OptionsOf(connector));
    }

    private static void WriteMarkdown(IConnector connector)
    {
        Console.WriteLine($"# {connector.Name}\n\n{connector.Description}; a table of it is a {string.Join(" or a ", Words(connector.Uses))}.\n");
        if (OptionsOf(connector).IsEmpty)
        {
            Console.WriteLine("It has no options of its own.");
        }
        else
        {
            OptionListing.WriteMarkdown(Console.Out, OptionsOf(connector));
        }
    }

    private static void WriteJson(IConnector connector) => Console.WriteLine(JsonLine.Write(json =>
    {
        json.WriteString("name", connector.Name);
        json.WriteString("description", connector.Description);
        json.WriteStartArray("uses");
        foreach (var use in Words(connector.Uses))
        {
            json.WriteStringValue(use);
        }

        json.WriteEndArray();
        json.WritePropertyName("options");
        OptionListing.WriteJson(json, OptionsOf(connector));
        if (connector.ProfileShape is { } profile)
        {
            json.WritePropertyName("profile_schema");
            profile.WriteJsonSchema(json);
        }

        json.WritePropertyName("schema");
        connector.TableShape.WriteJsonSchema(json);
    }));

    private static ImmutableArray<FlatOption> OptionsOf(IConnector connector) =>
        new FlatNamespace(connector.ProfileShape, connector.TableShape, connector.IsProfileRequired).Options;

    private static IEnumerable<string> Words(TableUse uses) =>
        new[] { TableUse.Source, TableUse.Sink, TableUse.Lookup }.Where(use => uses.HasFlag(use)).Select(use => use.ToString().ToLowerInvariant());
}
