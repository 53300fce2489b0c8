using System.CommandLine;
using System.Text.Json;
using Weir.Connectors;
using Weir.Planner;
using Weir.Planner.Catalog;
using Weir.Runtime;
using Weir.Settings;
using Weir.Sql;

namespace Weir.Cli;

/// <summary>Where the SQL of a command comes from (a file, standard input, <c>-e</c>), and the options that say so.</summary>
internal sealed class Script
{
    private readonly string? _profiles;

    private Script(SourceText source, ScriptVariables variables, string baseFolder, string? path, string? profiles)
    {
        _profiles = profiles;
        Source = source;
        Variables = variables;
        BaseFolder = baseFolder;
        FilePath = path;
    }

    public SourceText Source { get; }

    public ScriptVariables Variables { get; }

    /// <summary>Where relative paths in the script start.</summary>
    public string BaseFolder { get; }

    /// <summary>Null for standard input and <c>-e</c>.</summary>
    public string? FilePath { get; }

    /// <summary><c>.weir/&lt;script name without .sql&gt;</c> in the script's folder; null without a file.</summary>
    public string? DefaultDataDirectory => FilePath is null ? null : DataDirectoryOf(FilePath);

    /// <summary>Where a script in a file keeps its checkpoints unless told otherwise.</summary>
    public static string DataDirectoryOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, ".weir", Path.GetFileNameWithoutExtension(path));

    /// <exception cref="UsageException">There is no such script, or a variable is written wrongly.</exception>
    public static Script Read(ParseResult parsed, ScriptOptions options)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(options.Set) ?? [])
        {
            var at = text.IndexOf('=');
            variables[at > 0 ? text[..at] : throw new UsageException($"--set \"{text}\" is not name=value")] = text[(at + 1)..];
        }

        var profiles = parsed.GetValue(options.Profiles);
        var file = parsed.GetValue(options.File);
        var inline = parsed.GetValue(options.Inline);
        if (inline is not null)
        {
            return file is null
                ? new Script(new SourceText(inline, "-e"), new ScriptVariables(variables), Environment.CurrentDirectory, null, profiles)
                : throw new UsageException("give a script or -e, not both");
        }

        switch (file)
        {
            case null:
                throw new UsageException("no script given: name a file, - for standard input, or -e \"SQL\"");
            case "-":
                return new Script(new SourceText(Console.In.ReadToEnd(), "standard input"), new ScriptVariables(variables), Environment.CurrentDirectory, null, profiles);
            default:
                return ReadFile(file, variables, profiles);
        }
    }

    /// <summary>Parses and plans; diagnostics go to standard error.</summary>
    /// <returns>Null when there are errors.</returns>
    /// <exception cref="UsageException">The profiles cannot be read.</exception>
    public PlanResult? Plan(ConnectorRegistry connectors, IConsoleOutput output, bool requiresQuery = true)
    {
        var result = ScriptPlanner.Plan(
            SqlParser.Parse(Source, Variables), new InMemoryCatalog(), new ConnectorCatalog(connectors, ReadProfiles(connectors)), new PlannerOptions { RequiresQuery = requiresQuery });
        foreach (var diagnostic in result.Diagnostics)
        {
            output.Diagnostic(Source, diagnostic);
        }

        return result.HasErrors ? null : result;
    }

    private IReadOnlyList<ConnectionProfile> ReadProfiles(ConnectorRegistry connectors)
    {
        if (_profiles is null)
        {
            return [];
        }

        try
        {
            return ConnectionReader.ReadProfiles(File.ReadAllBytes(_profiles.Length > 0 ? _profiles : throw new UsageException("--profiles names no file")), connectors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"cannot read the profiles in \"{_profiles}\": {exception.Message}");
        }
        catch (SettingsException exception)
        {
            var problems = exception.Problems.Select(problem => $"{problem.Message} (at {(problem.Pointer.Length == 0 ? "its root" : problem.Pointer)}{(problem.Hint is null ? "" : $": {problem.Hint}")})");
            throw new UsageException($"the profiles in \"{_profiles}\" are wrong: {string.Join("; ", problems)}");
        }
    }

    private static Script ReadFile(string file, Dictionary<string, string> variables, string? profiles)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            throw new UsageException($"\"{file}\" is a folder; name the script in it");
        }

        try
        {
            return new Script(new SourceText(File.ReadAllText(path), file), new ScriptVariables(variables), Path.GetDirectoryName(path)!, path, profiles);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read \"{file}\": {exception.Message}");
        }
    }
}

/// <summary>The arguments that name a script.</summary>
internal sealed class ScriptOptions
{
    public Argument<string?> File { get; } = new("script") { Description = "a file, or - for standard input", Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> Inline { get; } = new("-e") { Description = "the SQL itself", HelpName = "SQL" };

    public Option<string?> Profiles { get; } = new("--profiles") { Description = "a JSON file of connection profiles, for connection_profile = '…'", HelpName = "FILE" };

    public Option<string[]> Set { get; } = new("--set") { Description = "fill ${name} in the script; may be repeated", HelpName = "name=value" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        command.Options.Add(Inline);
        command.Options.Add(Set);
        command.Options.Add(Profiles);
    }
}

/// <summary>The command was given wrongly; the message says how to give it.</summary>
internal sealed class UsageException(string message) : Exception(message);
