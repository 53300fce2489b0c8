using System.Reflection;
using System.Runtime.InteropServices;

namespace Weir.Cli;

internal static class VersionText
{
    /// <summary>Version, commit and runtime.</summary>
    public static string Get()
    {
        var version = typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var parts = version.Split('+');
        var commit = parts.Length > 1 ? parts[1][..Math.Min(12, parts[1].Length)] : "unknown";
        return $"weir {parts[0]} (commit {commit}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})";
    }
}
