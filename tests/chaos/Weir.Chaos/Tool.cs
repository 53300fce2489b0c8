using System.Diagnostics;

namespace Weir.Chaos;

/// <summary>Runs a small program of the system to its end.</summary>
internal static class Tool
{
    /// <returns>Exit code and everything written; a program that is missing has exit code 127.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (127, "", exception.Message);
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <exception cref="ChaosException">It did not exit with 0.</exception>
    public static async Task<string> MustRunAsync(string program, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(program, arguments);
        return exitCode == 0 ? output : throw new ChaosException($"{program} {string.Join(' ', arguments)}: exit code {exitCode}\n{output}{error}");
    }
}
