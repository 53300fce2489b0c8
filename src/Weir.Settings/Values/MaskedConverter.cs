using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Settings;

/// <summary>Writes a value as it prints, masked. What is masked cannot be read back.</summary>
internal sealed class MaskedConverter<T> : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"a {typeof(T).Name} is read by a {nameof(SettingsShape)}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
