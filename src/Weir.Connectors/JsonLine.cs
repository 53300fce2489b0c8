using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Connectors;

/// <summary>Small JSON objects as text: positions, carries, descriptors, lines of output.</summary>
public static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object, without a newline.</summary>
    public static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, members);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <inheritdoc cref="Write(Action{Utf8JsonWriter})"/>
    public static void Write(IBufferWriter<byte> output, Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }
}
