using System.Text.Json;

namespace Weir.Runtime.Tests.Golden;

/// <summary>One spelling for equal rows: keys sorted, no spaces. Numbers keep their text, so that 3 and 3.0 differ.</summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            // Not every output is JSON: raw_string lines stand for themselves.
            return json;
        }
    }

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{Text(member.Name)}:{Of(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Of))}]",
        JsonValueKind.String => Text(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Text(string text) => JsonSerializer.Serialize(text, Relaxed);
}
