using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Settings;

/// <summary>Writes trees masked.</summary>
internal sealed class SettingsNodeConverter : JsonConverter<SettingsNode>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(SettingsNode));

    public override SettingsNode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"a tree is read by a {nameof(SettingsShape)}");

    public override void Write(Utf8JsonWriter writer, SettingsNode value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToString());
}
