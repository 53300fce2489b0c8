using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>A record that was refused, or a row of a query that could not be computed, as it is kept: one JSON object a line.</summary>
/// <param name="Time">When it was refused, UTC.</param>
/// <param name="Partition">Where the record came from, as in the source's positions; empty for sources that have no records.</param>
/// <param name="Offset">Bytes from the partition's start.</param>
/// <param name="Reason">Why, without the value.</param>
/// <param name="Field">The column it is about; null for the whole record.</param>
/// <param name="Expression">What could not be computed, with its place in the script; null for a record that was refused.</param>
/// <param name="Bytes">The record as it was read; of a query the row that the expression was computed from, as JSON.</param>
public sealed record DeadLetter(DateTimeOffset Time, string Partition, long Offset, string Reason, string? Field, string? Expression, ReadOnlyMemory<byte> Bytes)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line, the newline included. The bytes are <c>text</c> when they are UTF-8, else <c>base64</c>.</summary>
    public static void Write(IBufferWriter<byte> output, DateTimeOffset time, in RecordOrigin origin, string reason, string? field, string? expression, ReadOnlySpan<byte> bytes)
    {
        // A span cannot go into a lambda, so the object is written here and not by JsonLine.
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("partition"u8, origin.Partition);
            json.WriteNumber("offset"u8, origin.Offset);
            json.WriteString("reason"u8, reason);
            if (field is not null)
            {
                json.WriteString("field"u8, field);
            }

            if (expression is not null)
            {
                json.WriteString("expression"u8, expression);
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

    public void Write(IBufferWriter<byte> output) =>
        Write(output, Time, new RecordOrigin(Partition, Offset), Reason, Field, Expression, Bytes.Span);

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
            root.TryGetProperty("expression", out var expression) ? expression.GetString() : null,
            root.TryGetProperty("text", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : root.GetProperty("base64").GetBytesFromBase64());
    }
}
