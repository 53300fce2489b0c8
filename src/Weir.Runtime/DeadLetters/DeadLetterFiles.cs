using System.Text.Json;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>Where dead letters lie in a job's folder, and how their carry is written.</summary>
internal static class DeadLetterFiles
{
    private const string Suffix = "#dead_letters";

    /// <summary>What the dead-letter writer of a table is called among the sinks of a round.</summary>
    public static string ParticipantName(string table) => table + Suffix;

    /// <summary>The table of such a name; null for other names.</summary>
    public static string? TableOf(string participant) => participant.EndsWith(Suffix, StringComparison.Ordinal) ? participant[..^Suffix.Length] : null;

    public static string Folder(string jobFolder, string table) => Path.Combine(jobFolder, "dead-letters", FileNames.Encode(table));

    public static SinkCarry WriteCarry(SinkId id, IEnumerable<DeadLetterWriter.Segment> segments, int version)
    {
        var payload = JsonLine.Write(json =>
        {
            json.WriteStartArray("segments"u8);
            foreach (var segment in segments)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, segment.Name);
                json.WriteNumber("bytes"u8, segment.Bytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return new SinkCarry { Table = id.Table, Subtask = id.Subtask, Version = version, Payload = payload };
    }

    /// <exception cref="InvalidDataException">The carry has another version.</exception>
    public static IEnumerable<DeadLetterWriter.Segment> ReadCarry(SinkCarry carry)
    {
        if (carry.Version != 1)
        {
            throw new InvalidDataException($"the carry of \"{carry.Table}\" has version {carry.Version}; this build knows version 1");
        }

        using var document = JsonDocument.Parse(carry.Payload);
        return [.. document.RootElement.GetProperty("segments").EnumerateArray()
            .Select(segment => new DeadLetterWriter.Segment(segment.GetProperty("name").GetString()!, segment.GetProperty("bytes").GetInt64()))];
    }
}
