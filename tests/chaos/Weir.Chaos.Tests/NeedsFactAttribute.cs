using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>A test that needs programs of the system and the right to use them. Without them it is skipped, and under CI=true it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsFactAttribute : FactAttribute
{
    private static readonly Dictionary<string, string?> Known = [];

    /// <param name="needs">Any of <c>mount</c> (a tmpfs may be mounted), <c>chattr</c> (a folder can be made immutable), <c>prlimit</c>, <c>python3</c>.</param>
    public NeedsFactAttribute(params string[] needs)
    {
        Needs = needs;
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = needs.Select(Missing).FirstOrDefault(missing => missing is not null);
        }
    }

    public IReadOnlyList<string> Needs { get; }

    private static string? Missing(string need)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(need, out var missing))
            {
                Known.Add(need, missing = IsThere(need) ? null : $"\"{need}\" is not there or not allowed (it needs root): run ./test.sh as root");
            }

            return missing;
        }
    }

    private static bool IsThere(string need)
    {
        using var folder = new TemporaryFolder();
        switch (need)
        {
            case "mount":
                if (Tool.RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Path).Result.ExitCode != 0)
                {
                    return false;
                }

                return Tool.RunAsync("umount", folder.Path).Result.ExitCode == 0;
            case "chattr":
                return Tool.RunAsync("chattr", "+i", folder.Path).Result.ExitCode == 0 && Tool.RunAsync("chattr", "-i", folder.Path).Result.ExitCode == 0;
            default:
                return Tool.RunAsync(need, "--version").Result.ExitCode == 0;
        }
    }
}
