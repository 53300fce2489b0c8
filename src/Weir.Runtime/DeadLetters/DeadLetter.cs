using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Runtime;

/// <summary>A record that was refused, as it is kept: one JSON object a line.</summary>
/// <param name="Time">When it was refused, UTC.</param>
/// <param name="Partition">Where it came from, as in the source's positions.</param>
/// <param name="Offset">Bytes from the partition's start.</param>
/// <param name="Reason">Why, without the value.</param>
/// <param name="Field">The column it is about; null for the whole record.</param>
/// <param name="Bytes">The record as it was read.</param>
public sealed record DeadLetter(DateTimeOffset Time, string Partition, long Offset, string Reason, string? Field, ReadOnlyMemory<byte> Bytes)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line, the newline included. The bytes are <c>text</c> when they are UTF-8, else <c>base64</c>.</summary>
    public static void Write(IBufferWriter<byte> output, DateTimeOffset time, string partition, long offset, string reason, string? field, ReadOnlySpan<byte> bytes)
    {
        // A span cannot go into a lambda, so the object is written here and not by JsonLine.
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("partition"u8, partition);
            json.WriteNumber("offset"u8, offset);
            json.WriteString("reason"u8, reason);
            if (field is not null)
            {
                json.WriteString("field"u8, field);
            }

            if (System.Text.Unicode.Utf8.IsValid(bytes))
            {
                json.WriteString("text"u8, bytes);
            }
            else
            {
                json.WriteBase64String("base64"u8, bytes);
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <exception cref="JsonException">The line is not a dead letter.</exception>
    public static DeadLetter Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new DeadLetter(
            root.GetProperty("time").GetDateTimeOffset(),
            root.GetProperty("partition").GetString()!,
            root.GetProperty("offset").GetInt64(),
            root.GetProperty("reason").GetString()!,
            root.TryGetProperty("field", out var field) ? field.GetString() : null,
            root.TryGetProperty("text", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : root.GetProperty("base64").GetBytesFromBase64());
    }
}
