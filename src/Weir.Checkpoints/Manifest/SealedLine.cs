using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Checkpoints;

/// <summary>
/// The form of every record of the store: a line of JSON whose first member is <c>"format": 1</c>, and a line <c>sha256=…</c> over
/// the first one, its line feed included. No reflection, so a start pays nothing for it.
/// </summary>
internal static class SealedLine
{
    private static readonly byte[] Prefix = "sha256="u8.ToArray();

    /// <summary>Length of the second line, its line feed included.</summary>
    private const int SealBytes = 7 + 64 + 1;

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format"u8, CheckpointManifest.Format);
            members(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        var hash = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)));
        buffer.Write(Prefix);
        buffer.Write(hash);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Checks the seal and the format.</summary>
    /// <exception cref="RecordFormatException">Torn, damaged, foreign or newer.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> text)
    {
        var span = text.Span;
        var end = span.IndexOf((byte)'\n');
        if (end < 0 || span.Length < end + 1 + SealBytes)
        {
            throw new RecordFormatException($"the record is torn: {span.Length} bytes, and no sealed line in them");
        }

        var line = span[..(end + 1)];
        var seal = span[(end + 1)..];
        Span<byte> expected = stackalloc byte[64];
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(line)), expected);
        if (seal.Length != SealBytes || !seal.StartsWith(Prefix) || seal[^1] != '\n' || !seal[7..^1].SequenceEqual(expected))
        {
            throw new RecordFormatException("the record is damaged: its checksum does not fit");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text[..end]);
        }
        catch (JsonException exception)
        {
            throw new RecordFormatException("the record is not JSON", inner: exception);
        }

        try
        {
            var format = document.RootElement.GetProperty("format"u8).GetInt32();
            return format == CheckpointManifest.Format
                ? document
                : throw new RecordFormatException($"the record has format {format}, this version knows {CheckpointManifest.Format}", format > CheckpointManifest.Format);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            document.Dispose();
            throw new RecordFormatException("the record has no format", inner: exception);
        }
    }

    /// <summary>Runs a reader of members, turning what it misses into the one error of this form.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> text, Func<JsonElement, T> members)
    {
        using var document = Read(text);
        try
        {
            return members(document.RootElement);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new RecordFormatException($"the record lacks something: {exception.Message}", inner: exception);
        }
    }
}
