using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Weir.Cli.Tests;

/// <summary>The built program.</summary>
internal static class Weir
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(OwnFolder(), "../.."));

    private static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "weir");

    public static Task<WeirResult> RunAsync(params string[] arguments) => RunInAsync(Path.GetTempPath(), null, arguments);

    /// <summary>Runs to the end.</summary>
    /// <param name="input">For standard input; closed at once when null.</param>
    public static Task<WeirResult> RunInAsync(string folder, string? input, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(Program, arguments) { WorkingDirectory = folder }, input);

    /// <summary>Runs another host of the program to the end.</summary>
    public static async Task<WeirResult> RunAsync(ProcessStartInfo start, string? input)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        process.Start();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return new WeirResult(process.ExitCode, await output, await error);
    }

    private static string OwnFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
