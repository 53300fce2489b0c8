using Weir.Settings;

namespace Weir.Runtime;

/// <summary>References stand for variables of the process' environment, but for those of weir itself.</summary>
public sealed class EnvironmentReferences : IReferences
{
    private const string Own = "WEIR_";

    public static EnvironmentReferences Instance { get; } = new();

    public string? Resolve(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(Own, StringComparison.Ordinal) ? null : Environment.GetEnvironmentVariable(name);
    }
}
