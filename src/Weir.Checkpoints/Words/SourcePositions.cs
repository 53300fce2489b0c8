using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Where a source stands: all it has emitted, nothing it only prefetched. Immutable; compares by content.
/// </summary>
public sealed class SourcePositions : IEquatable<SourcePositions>
{
    public static readonly SourcePositions Empty = new(ImmutableSortedDictionary<string, string>.Empty, ended: false);

    private SourcePositions(ImmutableSortedDictionary<string, string> partitions, bool ended)
    {
        Partitions = partitions;
        Ended = ended;
    }

    /// <summary>Partition id → offset text, both of the connector's own, in ordinal order of the ids.</summary>
    public ImmutableSortedDictionary<string, string> Partitions { get; }

    /// <summary>The source emitted its End: nothing will follow, here or after a restart.</summary>
    public bool Ended { get; }

    public static SourcePositions Of(IEnumerable<KeyValuePair<string, string>> partitions, bool ended = false) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, partitions), ended);

    public static SourcePositions Of(string partition, string offset, bool ended = false) =>
        Of([new(partition, offset)], ended);

    /// <summary>
    /// Joins the positions of two subtasks of one source: partitions of both, ended when both are. A partition is read by one
    /// subtask, so where both name it the later argument wins.
    /// </summary>
    public SourcePositions With(SourcePositions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Partitions.SetItems(other.Partitions), Ended && other.Ended);
    }

    public bool Equals(SourcePositions? other) =>
        other is not null && Ended == other.Ended && Partitions.Count == other.Partitions.Count && Partitions.SequenceEqual(other.Partitions);

    public override bool Equals(object? obj) => Equals(obj as SourcePositions);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Ended);
        foreach (var (partition, offset) in Partitions)
        {
            hash.Add(partition, StringComparer.Ordinal);
            hash.Add(offset, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() =>
        $"{{{string.Join(", ", Partitions.Select(p => $"{p.Key}@{p.Value}"))}{(Ended ? ", ended" : "")}}}";
}
