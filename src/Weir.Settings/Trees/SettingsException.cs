namespace Weir.Settings;

/// <summary>Settings cannot be read for use: a reference is not set, or what it stands for does not suit.</summary>
public sealed class SettingsException(ImmutableArray<Problem> problems)
    : Exception(string.Join("; ", problems.Select(problem => problem.Message)))
{
    /// <summary>At least one. None shows what a reference stands for.</summary>
    public ImmutableArray<Problem> Problems { get; } = problems;
}
