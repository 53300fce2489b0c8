using System.Collections.Immutable;
using Weir.Connectors;
using Weir.Planner.Catalog;
using Weir.Planner.Options;

namespace Weir.Runtime;

/// <summary>Fills <c>{{ NAME }}</c> and <c>${NAME}</c> in option values from the environment, at the moment of use.</summary>
internal static class EnvironmentReferences
{
    /// <exception cref="ConnectorException">A name is not set, or its value is none of the option's.</exception>
    public static IReadOnlyDictionary<string, string> Resolve(ConnectorTable table, ImmutableSortedDictionary<string, OptionValue> options) =>
        options.ToDictionary(option => option.Key, option => Resolve(table, option.Key, option.Value.Text), StringComparer.Ordinal);

    private static string Resolve(ConnectorTable table, string option, string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        // Brought to the spelling that the planner brings literals to; messages name the option, and never the value.
        var description = table.Connector.Options.FirstOrDefault(known => known.Key == option);
        return ResolvedOption.Canonical(description, Fill(table.Name, option, text), out var error, out var hint) ?? throw new ConnectorException(
            ErrorKind.Configuration,
            $"table \"{table.Name}\": {error}",
            Fault.User,
            isTransient: false,
            hint: (hint is null ? "" : $"{hint}; ") + $"its value came from the environment: it is written {text}");
    }

    private static string Fill(string table, string option, string text) =>
        OptionReference.Pattern().Replace(text, match =>
        {
            var name = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
            return Environment.GetEnvironmentVariable(name) ?? throw new ConnectorException(
                ErrorKind.Configuration,
                $"table \"{table}\": option \"{option}\" refers to the environment variable \"{name}\", which is not set",
                Fault.User,
                isTransient: false,
                hint: $"set it: export {name}=…");
        });
}
