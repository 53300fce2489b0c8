using System.Text.Json;

namespace Weir.Settings;

/// <summary>An enum: one of some words, found by either spelling, case, <c>_</c> and <c>-</c> ignored.</summary>
internal sealed class ChoiceKind(ImmutableArray<ChoiceValue> values) : LeafKind
{
    public override SettingKind Name => SettingKind.Choice;

    public override string Wanted => "text in single quotes";

    public override string WantedInJson => "a text";

    public override ImmutableArray<string> Words => [.. values.Select(value => value.Sql)];

    /// <summary>Whether the values say what the table is used for.</summary>
    public bool IsSide => values.Any(value => value.Use != TableUse.None);

    public override Parsed FromFlat(FlatValue value) => value is FlatValue.Text { Value: var word } ? Find(word, asSql: true) : Parsed.OtherKind;

    public override Parsed FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String ? Find(value.GetString()!, asSql: false) : Parsed.OtherKind;

    public override object ToValue(SettingsNode node) => ValueOf(node).Value;

    public override SettingsNode FromValue(object value) => new SettingsNode.Text(values.First(known => known.Value.Equals(value)).Wire);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Text(ValueOf(node).Sql);

    public TableUse UseOf(SettingsNode node) => ValueOf(node).Use;

    /// <summary>The value for a use; null when there is none.</summary>
    public SettingsNode? For(TableUse use) =>
        values.FirstOrDefault(value => value.Use != TableUse.None && (value.Use & use) == use) is { } found ? new SettingsNode.Text(found.Wire) : null;

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        foreach (var value in values)
        {
            json.WriteStringValue(value.Wire);
        }

        json.WriteEndArray();
    }

    private Parsed Find(string word, bool asSql)
    {
        if (values.FirstOrDefault(value => Names.AreEqual(value.Wire, word) || Names.AreEqual(value.Sql, word)) is { } found)
        {
            return new SettingsNode.Text(found.Wire);
        }

        return Names.NoSuchWord(word, values.Select(value => asSql ? value.Sql : value.Wire));
    }

    private ChoiceValue ValueOf(SettingsNode node) => values.First(value => value.Wire == ((SettingsNode.Text)node).Value);
}
