using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>Options whose value came from the environment, when the job starts: they may be written as in a script, in any spelling.</summary>
public static class ResolvedOption
{
    /// <param name="description">Null for an option that nobody described.</param>
    /// <param name="text">References are filled.</param>
    /// <param name="error">What is wrong, without the value: it may be a secret.</param>
    /// <returns>The canonical spelling; null with an error.</returns>
    public static string? Canonical(OptionDescription? description, string text, out string error, out string? hint)
    {
        (error, hint) = ("", null);
        if (description is null)
        {
            return text;
        }

        // What the environment holds is not read as a reference once more.
        var canonical = OptionValueParser.ParseLiteral(description, new Syntax.StringLiteral(text, default), out error, out _);
        if (canonical is not null && !description.AllowedValues.IsEmpty && !description.AllowedValues.Contains(canonical))
        {
            error = $"option \"{description.Key}\" has another value than those it can have";
            hint = $"there are {Binding.Suggestions.List(description.AllowedValues)}";
            return null;
        }

        return canonical;
    }
}
