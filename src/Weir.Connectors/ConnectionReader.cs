using System.Text.Json;
using Weir.Settings;

namespace Weir.Connectors;

/// <summary>Reads connection profiles from JSON: an array of objects with <c>name</c>, <c>connector</c> and <c>config</c>, as REST has them.</summary>
public static class ConnectionReader
{
    private const string BrokenText = "the text is not well-formed Unicode";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="json">UTF-8, with or without a byte-order mark.</param>
    /// <exception cref="JsonException">It is no JSON, or has a name twice in one object.</exception>
    /// <exception cref="SettingsException">A profile is wrong; each problem has its place.</exception>
    public static IReadOnlyList<ConnectionProfile> ReadProfiles(ReadOnlyMemory<byte> json, ConnectorRegistry connectors)
    {
        ArgumentNullException.ThrowIfNull(connectors);
        using var document = Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
        var problems = new List<Problem>();
        var profiles = new List<ConnectionProfile>();
        var root = document.RootElement;
        if (JsonValues.BrokenText(root, "") is { } broken)
        {
            throw new SettingsException([Wrong(broken, BrokenText, null)]);
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data))
        {
            // The answer of GET /connection_profiles, as it is.
            root = data;
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            throw new SettingsException([Wrong("", "profiles must be an array", "write [{\"name\": …, \"connector\": …, \"config\": {…}}]")]);
        }

        var index = 0;
        foreach (var element in root.EnumerateArray())
        {
            if (Read(element, $"/{index++}", connectors, problems) is { } profile)
            {
                if (profiles.Exists(known => string.Equals(known.Name, profile.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    problems.Add(Wrong($"/{index - 1}/name", $"there are two profiles \"{profile.Name}\"", "give one of them another name"));
                }

                profiles.Add(profile);
            }
        }

        return problems.Count == 0 ? profiles : throw new SettingsException([.. problems]);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (InvalidOperationException)
        {
            // Looking for equal names reads names, and one of them is half of a surrogate pair.
            throw new SettingsException([Wrong("", BrokenText, null)]);
        }
    }

    private static ConnectionProfile? Read(JsonElement element, string pointer, ConnectorRegistry connectors, List<Problem> problems)
    {
        if (Text(element, "name") is not { Length: > 0 } name || Text(element, "connector") is not { } connectorName)
        {
            problems.Add(Wrong(pointer, "a profile has a name and a connector, both texts", null));
            return null;
        }

        if (connectors.Find(connectorName) is not { } connector)
        {
            problems.Add(Wrong(
                $"{pointer}/connector", $"profile \"{name}\" names an unknown connector \"{connectorName}\"",
                $"there are {string.Join(", ", connectors.All.Select(known => $"\"{known.Name}\""))}"));
            return null;
        }

        if (connector.ProfileShape is not { } shape)
        {
            problems.Add(Wrong($"{pointer}/connector", $"connector \"{connectorName}\" has no profiles", "write the options at the table"));
            return null;
        }

        if (!element.TryGetProperty("config", out var config))
        {
            problems.Add(Wrong(pointer, $"profile \"{name}\" has no config", null));
            return null;
        }

        var read = shape.FromJson(config);
        problems.AddRange(read.Problems.Select(problem => problem with
        {
            Pointer = $"{pointer}/config{problem.Pointer}",
            Message = $"profile \"{name}\": {problem.Message}",
        }));
        return new ConnectionProfile(name, connector, read.Tree);
    }

    private static string? Text(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Problem Wrong(string pointer, string message, string? hint) => new(ProblemCode.Malformed, pointer, null, message, hint);
}
