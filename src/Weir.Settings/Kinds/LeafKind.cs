using System.Text.Json;

namespace Weir.Settings;

/// <summary>Everything there is to know about the values of one kind: how they are given, stored, described and made into what a record holds.</summary>
internal abstract class LeafKind
{
    public abstract SettingKind Name { get; }

    /// <summary>What an option must be, for messages.</summary>
    public abstract string Wanted { get; }

    /// <summary>What a member in JSON must be, for messages.</summary>
    public abstract string WantedInJson { get; }

    public virtual bool IsSecret => false;

    /// <summary>The words there are, as in SQL; empty for any value.</summary>
    public virtual ImmutableArray<string> Words => [];

    /// <summary>The form of the schema when the setting names none.</summary>
    public virtual string? Format => null;

    /// <summary>Whether JSON writes it as an object.</summary>
    public virtual bool IsObject => false;

    /// <summary>A value from an option or from a filled reference.</summary>
    public abstract Parsed FromFlat(FlatValue value);

    public abstract Parsed FromJson(JsonElement value);

    /// <summary>The stored form of a text that holds references in place of a value; null when the references are inside of the value.</summary>
    public virtual SettingsNode? Unresolved(string text) => new SettingsNode.Text(text);

    /// <summary>The value with its references filled.</summary>
    public virtual Parsed Resolve(SettingsNode node, IReadOnlyDictionary<string, string> values) =>
        node is SettingsNode.Text { Value: var text } && References.AreIn(text) ? FromFlat(new FlatValue.Text(References.Fill(text, values))) : node;

    /// <summary>What the record's property holds, of a node without references.</summary>
    public abstract object ToValue(SettingsNode node);

    /// <summary>The stored form of what a property holds.</summary>
    public abstract SettingsNode FromValue(object value);

    /// <summary>As an option would give it.</summary>
    public abstract FlatValue ToFlat(SettingsNode node);

    /// <summary>Writes the type and what belongs to it.</summary>
    public abstract void WriteSchema(Utf8JsonWriter json);
}
