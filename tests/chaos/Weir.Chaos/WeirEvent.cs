using System.Text.Json;

namespace Weir.Chaos;

/// <summary>One line of <c>weir run --json</c>.</summary>
internal sealed record WeirEvent(string Kind, string Text, JsonElement Json)
{
    /// <summary>Of a checkpoint: <c>started</c> or <c>settled</c>.</summary>
    public string? Event => Get("event");

    /// <summary>Of a diagnostic: error, warning, degraded, recovered, info.</summary>
    public string? Severity => Get("severity");

    public string Message => Get("message") ?? "";

    public string Hint => Get("hint") ?? "";

    public bool IsStarted => Kind == "checkpoint" && Event == "started";

    public bool IsSettled => Kind == "checkpoint" && Event == "settled";

    public static WeirEvent Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement.Clone();
        return new WeirEvent(root.GetProperty("kind").GetString()!, line, root);
    }

    /// <summary>Rows that the sources have read, of a progress or summary line.</summary>
    public long Read() => Json.GetProperty("sources").EnumerateArray().Sum(source => source.GetProperty("read").GetInt64());

    private string? Get(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
