namespace Weir.Sql.Tests;

/// <summary>Scripts that together use every construct; what the round-trip and mutation tests start from.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Scripts { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
