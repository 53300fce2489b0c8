using System.Text.Json;

namespace Weir.Settings;

/// <summary>An <see cref="ImmutableDictionary{TKey, TValue}"/> of texts or <see cref="Secret"/>s; in JSON an object.</summary>
/// <param name="areSecret">All values are secrets; otherwise those whose names say so.</param>
internal sealed class PairsKind(SettingAttribute info, bool areSecret) : LeafKind
{
    public override SettingKind Name => SettingKind.Pairs;

    public override string Wanted => $"pairs such as 'a{info.PairSeparator}b,c{info.PairSeparator}d'";

    public override string WantedInJson => "an object of texts";

    public override bool IsSecret => areSecret;

    public override bool IsObject => true;

    public override Parsed FromFlat(FlatValue value) =>
        value is FlatValue.Text { Value: var text } && PairList.Parse(text, info.PairSeparator) is { } pairs ? Make(pairs) : Parsed.OtherKind;

    public override Parsed FromJson(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Parsed.OtherKind;
        }

        var members = value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).ToList();
        return members.All(member => member.Value.ValueKind == JsonValueKind.String && PairList.IsName(member.Name, info.PairSeparator))
            && members.DistinctBy(member => member.Name).Count() == members.Count
            ? Make(members.Select(member => (member.Name, member.Value.GetString()!)))
            : Parsed.OtherKind;
    }

    public override SettingsNode? Unresolved(string text) => null;

    public override Parsed Resolve(SettingsNode node, IReadOnlyDictionary<string, string> values) =>
        Make(Pairs(node).Select(pair => (pair.Name, References.Fill(pair.Value, values))));

    public override object ToValue(SettingsNode node) => Dictionary(Pairs(node), areSecret);

    public override SettingsNode FromValue(object value) => Make(PairsOf(value));

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Text(PairList.Format(Pairs(node), info.PairSeparator).Text);

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("additionalProperties");
        json.WriteString("type", "string");
        json.WriteEndObject();
    }

    /// <summary>What a property of pairs holds.</summary>
    internal static object Dictionary(IEnumerable<(string Name, string Value)> pairs, bool areSecret) => areSecret
        ? pairs.ToImmutableDictionary(pair => pair.Name, pair => new Secret(pair.Value), StringComparer.Ordinal)
        : pairs.ToImmutableDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The pairs of a property, in the order of their names.</summary>
    internal static IEnumerable<(string Name, string Value)> PairsOf(object value)
    {
        var pairs = value is ImmutableDictionary<string, Secret> secrets
            ? secrets.Select(pair => (Name: pair.Key, Value: pair.Value.Reveal()))
            : ((ImmutableDictionary<string, string>)value).Select(pair => (Name: pair.Key, pair.Value));
        return pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, string Value)> Pairs(SettingsNode node) =>
        ((SettingsTree)node).Members.Select(member => (member.Key, ((SettingsNode.Text)member.Value).Value));

    private SettingsTree Make(IEnumerable<(string Name, string Value)> pairs)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, SettingsNode>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            members[name] = new SettingsNode.Text(value, areSecret || MaskedText.IsSecretName(name) ? MaskedText.All(value) : []);
        }

        return new SettingsTree(members.ToImmutable(), group: null);
    }
}
