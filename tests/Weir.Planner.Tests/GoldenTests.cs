using Weir.Planner.Physical;

namespace Weir.Planner.Tests;

/// <summary>
/// Each <c>cases/x.sql</c> either plans as <c>cases/x.plan</c> says, or begins with <c>-- fails:</c> and what a diagnostic's shown text
/// contains. WEIR_UPDATE_GOLDEN=1 writes the plans anew into the folder of the sources.
/// </summary>
public sealed class GoldenTests
{
    private const string FailsMark = "-- fails:";

    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(Folder, "*.sql").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>The scripts that have a plan.</summary>
    internal static IEnumerable<string> PlannedScripts => Directory.GetFiles(Folder, "*.sql").Order(StringComparer.Ordinal)
        .Select(File.ReadAllText).Where(text => !text.StartsWith(FailsMark, StringComparison.Ordinal));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plans_or_fails_as_written(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".sql"));
        var result = Planned.Plan(text);
        if (text.StartsWith(FailsMark, StringComparison.Ordinal))
        {
            Assert.Null(result.Plan);
            Assert.Contains(text[FailsMark.Length..text.IndexOf('\n')].Trim(), Planned.Show(text, result));
            return;
        }

        Assert.True(result.Plan is not null, Planned.Show(text, result));
        var plan = ExplainFormatter.Format(result.Plan);
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), name + ".plan"), plan);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name + ".plan")), plan);
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "cases");
}
