using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.Settings;

/// <summary>Kinds that are texts everywhere.</summary>
internal abstract class TextKind(SettingAttribute info) : LeafKind
{
    private readonly Lazy<Regex?> _pattern = new(() => info.Pattern is { } pattern ? new Regex(pattern, RegexOptions.NonBacktracking) : null);

    public override SettingKind Name => SettingKind.Text;

    public override string Wanted => "text in single quotes";

    public override string WantedInJson => "a text";

    public sealed override Parsed FromFlat(FlatValue value) => value is FlatValue.Text { Value: var text } ? Check(text) : Parsed.OtherKind;

    public sealed override Parsed FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String ? Check(value.GetString()!) : Parsed.OtherKind;

    public sealed override SettingsNode Unresolved(string text) => new SettingsNode.Text(text, Hidden(text));

    public sealed override object ToValue(SettingsNode node) => ToValue(((SettingsNode.Text)node).Value);

    public sealed override SettingsNode FromValue(object value) => Unresolved(ToText(value));

    public sealed override FlatValue ToFlat(SettingsNode node) => new FlatValue.Text(((SettingsNode.Text)node).Value);

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        if (info.Pattern is { } pattern)
        {
            json.WriteString("pattern", pattern);
        }
    }

    protected virtual Complaint? Complain(string text) => null;

    protected virtual ImmutableArray<Range> Hidden(string text) => [];

    protected abstract object ToValue(string text);

    protected abstract string ToText(object value);

    private Parsed Check(string text)
    {
        if (text.Length > 0 && _pattern.Value is { } pattern && !pattern.IsMatch(text))
        {
            return new Complaint(ProblemCode.Malformed, "is not as it must be", info.Example is { } example ? $"write one such as {example}" : null);
        }

        return Complain(text) is { } complaint ? complaint : Unresolved(text);
    }
}
