using System.Collections.Concurrent;
using System.Text.Json;

namespace Weir.Settings;

/// <summary>The shape of a record of settings: everything that is known of a configuration comes from it. Immutable, one for each type, any thread.</summary>
public sealed class SettingsShape
{
    private static readonly ConcurrentDictionary<Type, Lazy<SettingsShape>> Shapes = new();

    private SettingsShape(Type type)
    {
        Root = ShapeBuilder.Build(type);
        FlatOptions = FlatOptionList.Of(Root);
    }

    /// <summary>All options of a WITH clause, in the order of the settings.</summary>
    public ImmutableArray<FlatOption> FlatOptions { get; }

    internal Group Root { get; }

    /// <summary>The shape of a record with <see cref="SettingsAttribute"/>; read on the first call.</summary>
    /// <exception cref="InvalidOperationException">The record is not made as it must be.</exception>
    public static SettingsShape Of<T>() => Shapes.GetOrAdd(typeof(T), static type => new Lazy<SettingsShape>(() => new SettingsShape(type))).Value;

    /// <summary>Writes the JSON Schema that forms are made from.</summary>
    public void WriteJsonSchema(Utf8JsonWriter json) => SchemaWriter.Write(json, Root);

    /// <summary>Reads JSON in any accepted form: the stored one, with other spellings of names, or with options as in WITH. References stay.</summary>
    public Normalised FromJson(JsonElement given) => Normaliser.FromJson(Root, given);

    /// <summary>Reads the options of a WITH clause. References stay.</summary>
    /// <param name="use">What the table is used for, where the query knows; null to go by the options.</param>
    public Normalised FromFlat(IReadOnlyDictionary<string, FlatValue> given, TableUse? use = null) => Normaliser.FromFlat(Root, given, use);

    /// <summary>The options that give this tree; settings without an option are left out. Secrets stand in it.</summary>
    /// <exception cref="ArgumentException">The tree is one of another shape.</exception>
    public ImmutableSortedDictionary<string, FlatValue> ToFlat(SettingsTree tree)
    {
        var options = ImmutableSortedDictionary.CreateBuilder<string, FlatValue>(StringComparer.Ordinal);
        FlatWriter.Write(Root, Own(tree), options);
        return options.ToImmutable();
    }

    /// <summary>The options of <see cref="ToFlat"/> as people see them: without quotes, secrets masked, references as they are written.</summary>
    /// <exception cref="ArgumentException">The tree is one of another shape.</exception>
    public ImmutableSortedDictionary<string, string> ToShown(SettingsTree tree) => ToFlat((SettingsTree)Own(tree).MaskedBy(static _ => Secret.Mask))
        .ToImmutableSortedDictionary(option => option.Key, option => FlatWriter.Show(option.Value) ?? "", StringComparer.Ordinal);

    /// <summary>The tree without what equals its default: the same whether a default is written out or left away.</summary>
    /// <exception cref="ArgumentException">The tree is one of another shape.</exception>
    public SettingsTree WithoutDefaults(SettingsTree tree) => DefaultRemover.Remove(Root, Own(tree));

    /// <summary>The record, with references filled. Settings that are not in the tree have the record's initial values.</summary>
    /// <exception cref="ArgumentException">The tree is one of another shape.</exception>
    /// <exception cref="SettingsException">A reference is not set or what it stands for does not suit; or the tree had problems.</exception>
    public object Read(SettingsTree tree, IReferences references)
    {
        var reader = new TreeReader(references);
        var record = reader.Read(Root, Own(tree), "");
        return reader.Problems.Count == 0 ? record : throw new SettingsException([.. reader.Problems]);
    }

    private SettingsTree Own(SettingsTree tree) => tree.Group == Root ? tree : throw new ArgumentException("the tree is one of another shape", nameof(tree));
}
