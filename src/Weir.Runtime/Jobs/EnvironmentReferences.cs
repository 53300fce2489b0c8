using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Weir.Connectors;
using Weir.Planner.Catalog;

namespace Weir.Runtime;

/// <summary>Fills <c>{{ NAME }}</c> and <c>${NAME}</c> in option values from the environment, at the moment of use.</summary>
internal static partial class EnvironmentReferences
{
    /// <exception cref="ConnectorException">A name is not set.</exception>
    public static IReadOnlyDictionary<string, string> Resolve(string table, ImmutableSortedDictionary<string, OptionValue> options) =>
        options.ToDictionary(option => option.Key, option => Resolve(table, option.Key, option.Value.Text), StringComparer.Ordinal);

    private static string Resolve(string table, string option, string text) =>
        !text.Contains("{{") && !text.Contains("${") ? text : Reference().Replace(text, match =>
        {
            var name = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
            return Environment.GetEnvironmentVariable(name) ?? throw new ConnectorException(
                ErrorKind.Configuration,
                $"table \"{table}\": option \"{option}\" refers to the environment variable \"{name}\", which is not set",
                Fault.User,
                isTransient: false,
                hint: $"set it: export {name}=…");
        });

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}|\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Reference();
}
