using System.Text.Json;

namespace Weir.Settings;

/// <summary>As <see cref="PairsKind"/>, but in JSON too one text: <c>Name: value, Other: value</c>.</summary>
/// <param name="areSecret">All values are secrets; otherwise those whose names say so.</param>
internal sealed class PairsTextKind(SettingAttribute info, bool areSecret) : LeafKind
{
    public override SettingKind Name => SettingKind.Pairs;

    public override string Wanted => $"pairs such as '{Example}'";

    public override string WantedInJson => $"a text of pairs such as \"{Example}\"";

    public override bool IsSecret => areSecret;

    public override string Format => "var-str";

    private string Example => PairList.Format([("A", "b"), ("C", "d")], info.PairSeparator).Text;

    public override Parsed FromFlat(FlatValue value) => value is FlatValue.Text { Value: var text } ? Make(text) : Parsed.OtherKind;

    public override Parsed FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String ? Make(value.GetString()!) : Parsed.OtherKind;

    /// <summary>A reference and nothing else stands for all the pairs; other references are inside of values.</summary>
    public override SettingsNode? Unresolved(string text) => References.AreAllOf(text) ? new SettingsNode.Text(text) : null;

    public override Parsed Resolve(SettingsNode node, IReadOnlyDictionary<string, string> values)
    {
        var text = ((SettingsNode.Text)node).Value;
        return References.AreAllOf(text)
            ? Make(References.Fill(text, values))
            : Node(PairList.Parse(text, info.PairSeparator)!.Select(pair => (pair.Name, References.Fill(pair.Value, values))));
    }

    public override object ToValue(SettingsNode node) =>
        PairsKind.Dictionary(PairList.Parse(((SettingsNode.Text)node).Value, info.PairSeparator)!, areSecret);

    public override SettingsNode FromValue(object value) => Node(PairsKind.PairsOf(value));

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Text(((SettingsNode.Text)node).Value);

    public override void WriteSchema(Utf8JsonWriter json) => json.WriteString("type", "string");

    private Parsed Make(string text) => PairList.Parse(text, info.PairSeparator) is { } pairs ? Node(pairs) : Parsed.OtherKind;

    private SettingsNode.Text Node(IEnumerable<(string Name, string Value)> given)
    {
        var pairs = given.ToList();
        var (text, values) = PairList.Format(pairs, info.PairSeparator);
        return new SettingsNode.Text(
            text, [.. values.Where((_, index) => (areSecret || MaskedText.IsSecretName(pairs[index].Name)) && MaskedText.All(pairs[index].Value).Length > 0)]);
    }
}
