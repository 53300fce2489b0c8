using System.Text.Json;

namespace Weir.Settings;

/// <summary>Values of JSON, looked at in ways that settings need.</summary>
public static class JsonValues
{
    /// <summary>All texts at and below a value, names of members left out.</summary>
    internal static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    /// <summary>As an option would give it; null for what no option can be.</summary>
    internal static FlatValue? ToFlat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new FlatValue.Text(value.GetString()!),
        JsonValueKind.Number => new FlatValue.Number(value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => new FlatValue.Bool(value.GetBoolean()),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            new FlatValue.List([.. value.EnumerateArray().Select(item => item.GetString()!)]),
        _ => null,
    };

    /// <summary>The members that are not null.</summary>
    internal static IEnumerable<JsonProperty> Members(JsonElement given) => given.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null);

    /// <summary>Where a name or text stands that is no Unicode, half of a surrogate pair; null when there is none. Reading one would throw.</summary>
    public static string? BrokenText(JsonElement value, string pointer) => value.ValueKind switch
    {
        JsonValueKind.String when !TryRead(() => value.GetString()!, out _) => pointer,
        JsonValueKind.Array => value.EnumerateArray()
            .Select((item, index) => BrokenText(item, JsonPointer.Below(pointer, $"{index}"))).FirstOrDefault(found => found is not null),
        JsonValueKind.Object => value.EnumerateObject()
            .Select(member => TryRead(() => member.Name, out var name) ? BrokenText(member.Value, JsonPointer.Below(pointer, name)) : pointer)
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool TryRead(Func<string> read, out string text)
    {
        try
        {
            text = read();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
