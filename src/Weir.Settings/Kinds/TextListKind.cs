using System.Text.Json;

namespace Weir.Settings;

/// <summary>
/// An <see cref="ImmutableArray{T}"/> of texts or addresses. An item that is a reference and nothing else may stand for several, separated by commas.
/// </summary>
/// <param name="makeArray">Makes the property's array of the items.</param>
internal sealed class TextListKind(TextKind item, Func<IEnumerable<object>, object> makeArray) : LeafKind
{
    public override SettingKind Name => SettingKind.TextList;

    public override string Wanted => "a list such as [a, b] or 'a,b'";

    public override string WantedInJson => "a list of texts";

    public override Parsed FromFlat(FlatValue value) => value switch
    {
        FlatValue.List list => Make(list.Items),
        FlatValue.Text text => Make(Split(text.Value)),
        FlatValue.Name name => Make([name.Value]),
        _ => Parsed.OtherKind,
    };

    public override Parsed FromJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? Make(value.EnumerateArray().Select(item => item.GetString()!))
            : Parsed.OtherKind;

    public override SettingsNode? Unresolved(string text) => null;

    public override Parsed Resolve(SettingsNode node, IReadOnlyDictionary<string, string> values) =>
        MakeOf(Items(node).SelectMany(text => References.AreAllOf(text) ? Split(References.Fill(text, values)) : [References.Fill(text, values)]), isResolved: true);

    public override object ToValue(SettingsNode node) => makeArray(((SettingsNode.List)node).Items.Select(item.ToValue));

    public override SettingsNode FromValue(object value) =>
        new SettingsNode.List([.. ((System.Collections.IEnumerable)value).Cast<object>().Select(item.FromValue)]);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.List([.. Items(node)]);

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        item.WriteSchema(json);
        json.WriteEndObject();
    }

    private static string[] Split(string text) => text.Trim().Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Items(SettingsNode node) => ((SettingsNode.List)node).Items.Select(text => ((SettingsNode.Text)text).Value);

    private Parsed Make(IEnumerable<string> items) => MakeOf(items, isResolved: false);

    private Parsed MakeOf(IEnumerable<string> items, bool isResolved)
    {
        var nodes = ImmutableArray.CreateBuilder<SettingsNode>();
        foreach (var text in items)
        {
            if (text.Length == 0)
            {
                return Parsed.OtherKind;
            }

            var parsed = !isResolved && References.AreIn(text) ? item.Unresolved(text) : item.FromFlat(new FlatValue.Text(text));
            if (parsed.Node is not { } node)
            {
                return parsed.Complaint! with { Says = $"holds one that {parsed.Complaint.Says}" };
            }

            nodes.Add(node);
        }

        return new SettingsNode.List(nodes.ToImmutable());
    }
}
