namespace Weir.Settings;

/// <summary>What <c>{{ NAME }}</c> and <c>${NAME}</c> stand for. Asked when settings are read for use, and never before.</summary>
public interface IReferences
{
    /// <returns>Null when the name is not set, or may not be read.</returns>
    string? Resolve(string name);
}
