namespace Weir.Shape.Tests;

/// <summary>Which room may look into which. An arrow that is not here is refused; adding one is a decision, not a fix.</summary>
internal static class RoomTable
{
    /// <summary>The rooms that may know connectors of one system.</summary>
    public static readonly string[] KnowConnectors = ["Weir.Cli", "Weir.Server"];

    /// <summary>What a <c>Weir.Connectors.X</c> may reference.</summary>
    private static readonly string[] OfConnector = ["Weir.Connectors", "Weir.Formats", "Weir.Streaming", "Weir.Checkpoints", "Weir.Columnar", "Weir.Settings"];

    private static readonly string[] BelowRuntime =
        ["Weir.Columnar", "Weir.Settings", "Weir.Sql", "Weir.Checkpoints", "Weir.Planner", "Weir.Streaming", "Weir.Formats", "Weir.Connectors"];

    private static readonly Dictionary<string, string[]> ByRoom = new(StringComparer.Ordinal)
    {
        ["Weir.Columnar"] = [],
        ["Weir.Settings"] = [],
        ["Weir.Sql"] = [],
        ["Weir.Checkpoints"] = [],
        ["Weir.Planner"] = ["Weir.Sql", "Weir.Columnar", "Weir.Settings"],
        ["Weir.Streaming"] = ["Weir.Columnar", "Weir.Checkpoints"],
        ["Weir.Formats"] = ["Weir.Columnar", "Weir.Settings"],
        ["Weir.Connectors"] = ["Weir.Columnar", "Weir.Checkpoints", "Weir.Streaming", "Weir.Formats", "Weir.Settings"],
        ["Weir.Runtime"] = BelowRuntime,
        ["Weir.Catalog"] = ["Weir.Settings"],
        ["Weir.Server"] = [.. BelowRuntime, "Weir.Runtime", "Weir.Catalog"],
        ["Weir.Cli"] = [.. BelowRuntime, "Weir.Runtime", "Weir.Catalog", "Weir.Server"],
    };

    /// <summary>What is wrong with a room's references; empty when nothing is.</summary>
    /// <param name="room">A project's name.</param>
    public static IEnumerable<string> Violations(string room, bool isConnector, IEnumerable<string> references)
    {
        var allowed = isConnector ? OfConnector : ByRoom.GetValueOrDefault(room);
        if (allowed is null)
        {
            return [$"\"{room}\" is not in the table of rooms"];
        }

        return references
            .Where(reference => !allowed.Contains(reference)
                && !(KnowConnectors.Contains(room) && reference.StartsWith("Weir.Connectors.", StringComparison.Ordinal)))
            .Select(reference => $"\"{room}\" may not reference \"{reference}\"");
    }
}
