using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary>What one run of the program gave.</summary>
internal sealed record WeirResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>With <c>--json</c>: each line is an object with its kind.</summary>
    public List<JsonElement> Objects => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    public JsonElement Summary => Objects.Single(line => line.GetProperty("kind").GetString() == "summary");

    public WeirResult Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
