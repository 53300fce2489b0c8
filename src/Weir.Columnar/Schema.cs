using System.Collections.Immutable;

namespace Weir.Columnar;

/// <summary>The ordered columns of a batch. Compared by value.</summary>
public sealed class Schema : IEquatable<Schema>
{
    private readonly Dictionary<string, int> _indexByName;

    public Schema(params IEnumerable<Field> fields)
    {
        Fields = [.. fields];
        _indexByName = new Dictionary<string, int>(Fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < Fields.Length; i++)
        {
            _indexByName.TryAdd(Fields[i].Name, i);
        }
    }

    public ImmutableArray<Field> Fields { get; }

    public int Count => Fields.Length;

    public Field this[int index] => Fields[index];

    /// <returns>The first column of that name, or -1.</returns>
    public int IndexOf(string name) => _indexByName.GetValueOrDefault(name, -1);

    /// <summary>The schema of the columns at <paramref name="indices"/>, in that order.</summary>
    public Schema Select(ReadOnlySpan<int> indices)
    {
        var fields = new Field[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            fields[i] = Fields[indices[i]];
        }

        return new Schema(fields);
    }

    public bool Equals(Schema? other) => other is not null && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Schema);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var field in Fields)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", Fields);
}
