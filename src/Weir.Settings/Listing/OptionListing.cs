using System.Text.Json;

namespace Weir.Settings;

/// <summary>Lists options for people and for programs.</summary>
public static class OptionListing
{
    private const int NameWidth = 36;

    private static readonly TableUse[] Uses = [TableUse.Source, TableUse.Sink, TableUse.Lookup];

    /// <summary>A line an option, indented by four.</summary>
    public static void WriteText(TextWriter text, IEnumerable<FlatOption> options)
    {
        foreach (var option in options)
        {
            var notes = string.Join("; ", Notes(option));
            text.WriteLine($"    {option.Name.PadRight(NameWidth)} {option.Description}{(notes.Length == 0 ? "" : $" ({notes})")}");
        }
    }

    /// <summary>A table with a row an option.</summary>
    public static void WriteMarkdown(TextWriter text, IEnumerable<FlatOption> options)
    {
        text.WriteLine("| option | what it is | kind | default | when |");
        text.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var option in options)
        {
            var kind = option.Values.IsEmpty ? Word(option.Kind) : string.Join(", ", option.Values.Select(value => $"`{value}`"));
            var given = option.Default is { } value ? $"`{Cell(value)}`" : IsNeeded(option) ? "required" : "";
            var when = string.Join(" or ", Conditions(option).Select(condition => $"`{Cell(condition)}`"));
            text.WriteLine($"| `{option.Name}` | {Cell(option.Description)}{(option.IsSecret ? " (secret)" : "")} | {kind} | {given} | {when} |");
        }
    }

    /// <summary>An array with an object an option. What an option has not, the object has not.</summary>
    public static void WriteJson(Utf8JsonWriter json, IEnumerable<FlatOption> options)
    {
        json.WriteStartArray();
        foreach (var option in options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Name);
            json.WriteString("kind", Word(option.Kind));
            json.WriteString("description", option.Description);
            json.WriteBoolean("required", IsNeeded(option));
            WriteText(json, "default", option.Default);
            WriteTexts(json, "values", option.Values);
            WriteTexts(json, "use", option.Use == TableUse.All ? [] : [.. Uses.Where(use => option.Use.HasFlag(use)).Select(use => use.ToString().ToLowerInvariant())]);
            WriteTexts(json, "when", Conditions(option));
            WriteText(json, "bare_number", option.Unit == DurationUnit.None ? null : option.Unit.ToString().ToLowerInvariant());
            WriteText(json, "example", option.Example);
            WriteFlag(json, "secret", option.IsSecret);
            WriteFlag(json, "deprecated", option.IsDeprecated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // How a table is used says its side where the option does not.
    private static bool IsNeeded(FlatOption option) => option is { IsRequired: true, IsSide: false };

    private static IEnumerable<string> Notes(FlatOption option)
    {
        if (option.Default is { } value)
        {
            yield return $"default {value}";
        }
        else if (IsNeeded(option))
        {
            yield return "required";
        }

        if (!option.Values.IsEmpty)
        {
            yield return string.Join(", ", option.Values);
        }

        if (Conditions(option) is { IsEmpty: false } conditions)
        {
            yield return $"with {string.Join(" or ", conditions)}";
        }

        if (option.IsSecret)
        {
            yield return "secret";
        }
    }

    // An option of one side in a record for all is for that side.
    private static ImmutableArray<string> Conditions(FlatOption option) => option is { Conditions.IsEmpty: true, Use: TableUse.Source or TableUse.Sink or TableUse.Lookup }
        ? [$"type = '{SidedSettings.Word(option.Use)}'"]
        : option.Conditions;

    private static string Word(SettingKind kind) => Names.Snake(kind.ToString());

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool isSet)
    {
        if (isSet)
        {
            json.WriteBoolean(name, true);
        }
    }
}
