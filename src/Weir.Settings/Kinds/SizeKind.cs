using System.Text.Json;

namespace Weir.Settings;

/// <summary>A <see cref="ByteSize"/>; in JSON a number of bytes.</summary>
internal sealed class SizeKind(SettingAttribute info) : LeafKind
{
    private readonly Bounds _bounds = Bounds.Of(info, least: 0);

    public override SettingKind Name => SettingKind.Size;

    public override string Wanted => "a size such as '128MiB'";

    public override string WantedInJson => "a whole number of bytes";

    public override Parsed FromFlat(FlatValue value) =>
        NumberKind.TextOf(value) is { } text && ByteSize.TryParse(text, out var size) ? Check(size.Bytes) : Parsed.OtherKind;

    public override Parsed FromJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var bytes) ? Check(bytes) : Parsed.OtherKind;

    public override object ToValue(SettingsNode node) => new ByteSize(((SettingsNode.Integer)node).Value);

    public override SettingsNode FromValue(object value) => new SettingsNode.Integer(((ByteSize)value).Bytes);

    public override FlatValue ToFlat(SettingsNode node) => new FlatValue.Text(new ByteSize(((SettingsNode.Integer)node).Value).ToString());

    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        _bounds.WriteSchema(json);
    }

    private Parsed Check(long bytes) => _bounds.Complain(bytes, " bytes") is { } complaint ? complaint : new SettingsNode.Integer(bytes);
}
