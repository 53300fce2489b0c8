using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>What a manifest remembers of the script, to compare at the next start (docs/checkpoints.md, start step 3).</summary>
public sealed record ScriptFingerprint
{
    public static readonly ScriptFingerprint Empty = new();

    /// <summary>Tables by name. A table that is both read and written stands under two names of the runtime's choice.</summary>
    public ImmutableSortedDictionary<string, TableFingerprint> Tables { get; init; } =
        ImmutableSortedDictionary.Create<string, TableFingerprint>(StringComparer.Ordinal);

    /// <summary>Queries by name → hash of their normalised text.</summary>
    public ImmutableSortedDictionary<string, string> Queries { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the operators that keep state, as in <see cref="StateFile.Operator"/>.</summary>
    public ImmutableSortedSet<string> Operators { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public bool IsSameAs(ScriptFingerprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Tables.SequenceEqual(other.Tables) && Queries.SequenceEqual(other.Queries) && Operators.SequenceEqual(other.Operators);
    }
}
