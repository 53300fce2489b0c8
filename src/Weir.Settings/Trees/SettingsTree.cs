using System.Text.Json;

namespace Weir.Settings;

/// <summary>
/// Settings in their stored form: JSON in one spelling, without what was not given. Only a <see cref="SettingsShape"/> makes one.
/// </summary>
public sealed class SettingsTree : SettingsNode
{
    internal SettingsTree(ImmutableSortedDictionary<string, SettingsNode> members, Group? group)
    {
        Members = members;
        Group = group;
    }

    /// <summary>By their names in JSON, ordinal.</summary>
    public ImmutableSortedDictionary<string, SettingsNode> Members { get; }

    /// <summary>Every text that holds a secret: what is sealed at rest.</summary>
    public IEnumerable<SecretLeaf> Secrets =>
        Texts("").Where(found => found.Text.HasSecret).Select(found => new SecretLeaf(found.Pointer, new Secret(found.Text.Value)));

    /// <summary>The record this is of; null for pairs.</summary>
    internal Group? Group { get; }

    /// <summary>The tree with what a fingerprint makes of each secret in place of it. References stand as they are written.</summary>
    public SettingsTree Masked(IFingerprint fingerprint) => (SettingsTree)MaskedBy(fingerprint.Of);

    public override void RevealTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, node) in Members)
        {
            json.WritePropertyName(name);
            node.RevealTo(json);
        }

        json.WriteEndObject();
    }

    internal override SettingsNode MaskedBy(Func<string, string> shown) => new SettingsTree(
        Members.ToImmutableSortedDictionary(member => member.Key, member => member.Value.MaskedBy(shown), StringComparer.Ordinal), Group);

    internal override IEnumerable<(string Pointer, Text Text)> Texts(string pointer) =>
        Members.SelectMany(member => member.Value.Texts(JsonPointer.Below(pointer, member.Key)));
}
