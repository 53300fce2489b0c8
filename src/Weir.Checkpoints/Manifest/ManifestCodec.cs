using System.Collections.Immutable;
using System.Text.Json;

namespace Weir.Checkpoints;

/// <summary>The text form of a manifest (docs/checkpoints.md, the store).</summary>
public static class ManifestCodec
{
    /// <returns>Two lines: JSON, and its checksum.</returns>
    public static byte[] Write(CheckpointManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return SealedLine.Write(writer => WriteMembers(writer, manifest));
    }

    /// <exception cref="RecordFormatException">Torn, damaged, foreign or newer.</exception>
    public static CheckpointManifest Read(ReadOnlyMemory<byte> text) => SealedLine.Read(text, ReadMembers);

    private static void WriteMembers(Utf8JsonWriter w, CheckpointManifest m)
    {
        w.WriteString("job"u8, m.Job.Value);
        w.WriteNumber("slot"u8, m.Slot.Value);
        w.WriteNumber("epoch"u8, m.Epoch.Value);
        w.WriteNumber("generation"u8, m.Generation.Value);
        w.WriteString("owner"u8, m.Owner.Value);
        w.WriteString("kind"u8, KindText(m.Kind));
        if (m.ContinuesFrom is { } from)
        {
            w.WriteNumber("continuesFrom"u8, from.Value);
        }

        if (m.Undone is { } undone)
        {
            w.WriteNumber("undone"u8, undone.Value);
        }

        if (m.Note is { } note)
        {
            w.WriteString("note"u8, note);
        }

        w.WriteStartObject("positions"u8);
        foreach (var (source, positions) in m.Positions)
        {
            w.WriteStartObject(source);
            w.WriteBoolean("ended"u8, positions.Ended);
            WriteMap(w, "partitions", positions.Partitions);
            w.WriteEndObject();
        }

        w.WriteEndObject();
        w.WriteStartObject("watermarks"u8);
        foreach (var (who, nanos) in m.Watermarks)
        {
            w.WriteNumber(who, nanos);
        }

        w.WriteEndObject();
        w.WriteStartArray("state"u8);
        foreach (var file in m.StateFiles)
        {
            w.WriteStartObject();
            w.WriteString("operator"u8, file.Operator);
            w.WriteNumber("subtask"u8, file.Subtask);
            w.WriteString("path"u8, file.Path);
            w.WriteNumber("bytes"u8, file.Bytes);
            w.WriteString("sha256"u8, file.Sha256);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("descriptors"u8);
        foreach (var d in m.Descriptors)
        {
            w.WriteStartObject();
            w.WriteString("table"u8, d.Table);
            w.WriteString("connector"u8, d.Connector);
            w.WriteNumber("subtask"u8, d.Subtask);
            w.WriteString("resource"u8, d.Resource);
            w.WriteNumber("version"u8, d.Version);
            w.WriteString("payload"u8, d.Payload);
            w.WriteString("target"u8, d.Target);
            w.WriteNumber("rows"u8, d.Rows);
            w.WriteNumber("bytes"u8, d.Bytes);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("carries"u8);
        foreach (var c in m.Carries)
        {
            w.WriteStartObject();
            w.WriteString("table"u8, c.Table);
            w.WriteString("connector"u8, c.Connector);
            w.WriteString("target"u8, c.Target);
            w.WriteNumber("subtask"u8, c.Subtask);
            w.WriteNumber("version"u8, c.Version);
            w.WriteString("payload"u8, c.Payload);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        WriteResources(w, "resources", m.Resources);
        WriteResources(w, "toFence", m.ToFence);
        WriteMap(w, "targets", m.Targets);
        WriteSet(w, "transactionalTables", m.TransactionalTables);
        w.WriteStartObject("script"u8);
        w.WriteStartObject("tables"u8);
        foreach (var (name, table) in m.Script.Tables)
        {
            w.WriteStartObject(name);
            w.WriteString("role"u8, RoleText(table.Role));
            w.WriteString("options"u8, table.Options);
            w.WriteString("connector"u8, table.Connector);
            w.WriteEndObject();
        }

        w.WriteEndObject();
        WriteMap(w, "queries", m.Script.Queries);
        WriteSet(w, "operators", m.Script.Operators);
        w.WriteEndObject();
    }

    private static CheckpointManifest ReadMembers(JsonElement e) => new()
    {
        Job = JobId.Parse(Text(e, "job")),
        Slot = new(Number(e, "slot")),
        Epoch = new(Number(e, "epoch")),
        Generation = new(Number(e, "generation")),
        Owner = OwnerId.Parse(Text(e, "owner")),
        Kind = KindOf(Text(e, "kind")),
        ContinuesFrom = e.TryGetProperty("continuesFrom"u8, out var from) ? new Slot(from.GetInt64()) : null,
        Undone = e.TryGetProperty("undone"u8, out var undone) ? new Slot(undone.GetInt64()) : null,
        Note = e.TryGetProperty("note"u8, out var note) ? note.GetString() : null,
        Positions = Sorted(e.GetProperty("positions"u8).EnumerateObject().Select(p => KeyValuePair.Create(
            p.Name,
            SourcePositions.Of(Map(p.Value, "partitions"), p.Value.GetProperty("ended"u8).GetBoolean())))),
        Watermarks = Sorted(e.GetProperty("watermarks"u8).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetInt64()))),
        StateFiles = [.. e.GetProperty("state"u8).EnumerateArray().Select(f => new StateFile
        {
            Operator = Text(f, "operator"),
            Subtask = (int)Number(f, "subtask"),
            Path = Text(f, "path"),
            Bytes = Number(f, "bytes"),
            Sha256 = Text(f, "sha256"),
        })],
        Descriptors = [.. e.GetProperty("descriptors"u8).EnumerateArray().Select(d => new CommitDescriptor
        {
            Table = Text(d, "table"),
            Connector = Maker(d),
            Subtask = (int)Number(d, "subtask"),
            Resource = Text(d, "resource"),
            Version = (int)Number(d, "version"),
            Payload = Text(d, "payload"),
            Target = Text(d, "target"),
            Rows = Number(d, "rows"),
            Bytes = Number(d, "bytes"),
        })],
        Carries = [.. e.GetProperty("carries"u8).EnumerateArray().Select(c => new SinkCarry
        {
            Table = Text(c, "table"),
            Connector = Maker(c),
            Target = OptionalText(c, "target"),
            Subtask = (int)Number(c, "subtask"),
            Version = (int)Number(c, "version"),
            Payload = Text(c, "payload"),
        })],
        Resources = Resources(e, "resources"),
        ToFence = Resources(e, "toFence"),
        Targets = Sorted(Map(e, "targets")),
        TransactionalTables = Set(e, "transactionalTables"),
        Script = ReadScript(e.GetProperty("script"u8)),
    };

    private static ScriptFingerprint ReadScript(JsonElement e) => new()
    {
        Tables = Sorted(e.GetProperty("tables"u8).EnumerateObject().Select(p => KeyValuePair.Create(
            p.Name, new TableFingerprint(RoleOf(Text(p.Value, "role")), Text(p.Value, "options"), OptionalText(p.Value, "connector"))))),
        Queries = Sorted(Map(e, "queries")),
        Operators = Set(e, "operators"),
    };

    private static void WriteMap(Utf8JsonWriter w, string name, ImmutableSortedDictionary<string, string> map)
    {
        w.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            w.WriteString(key, value);
        }

        w.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter w, string name, ImmutableSortedSet<string> set)
    {
        w.WriteStartArray(name);
        foreach (var text in set)
        {
            w.WriteStringValue(text);
        }

        w.WriteEndArray();
    }

    private static void WriteResources(Utf8JsonWriter w, string name, ImmutableArray<ResourceName> resources)
    {
        w.WriteStartArray(name);
        foreach (var resource in resources)
        {
            w.WriteStartObject();
            w.WriteString("table"u8, resource.Table);
            w.WriteString("name"u8, resource.Name);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static string Text(JsonElement e, string name) =>
        e.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null");

    private static string OptionalText(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    // The first records named their connector in the payload only.
    private static string Maker(JsonElement e)
    {
        if (e.TryGetProperty("connector"u8, out var connector))
        {
            return connector.GetString() ?? "";
        }

        using var payload = JsonDocument.Parse(Text(e, "payload"));
        return payload.RootElement.ValueKind == JsonValueKind.Object ? OptionalText(payload.RootElement, "kind") : "";
    }

    private static long Number(JsonElement e, string name) => e.GetProperty(name).GetInt64();

    private static IEnumerable<KeyValuePair<string, string>> Map(JsonElement e, string name) =>
        e.GetProperty(name).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString() ?? ""));

    private static ImmutableSortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> pairs) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, pairs);

    private static ImmutableSortedSet<string> Set(JsonElement e, string name) =>
        ImmutableSortedSet.CreateRange(StringComparer.Ordinal, e.GetProperty(name).EnumerateArray().Select(x => x.GetString() ?? ""));

    private static ImmutableArray<ResourceName> Resources(JsonElement e, string name) =>
        [.. e.GetProperty(name).EnumerateArray().Select(r => new ResourceName(Text(r, "table"), Text(r, "name")))];

    private static string KindText(ManifestKind kind) => kind switch
    {
        ManifestKind.Start => "start",
        ManifestKind.Round => "round",
        _ => "final",
    };

    private static ManifestKind KindOf(string text) => text switch
    {
        "start" => ManifestKind.Start,
        "round" => ManifestKind.Round,
        "final" => ManifestKind.Final,
        _ => throw new FormatException($"\"{text}\" is not a kind of manifest"),
    };

    private static string RoleText(TableRole role) => role switch
    {
        TableRole.Source => "source",
        TableRole.Sink => "sink",
        _ => "deadLetters",
    };

    private static TableRole RoleOf(string text) => text switch
    {
        "source" => TableRole.Source,
        "sink" => TableRole.Sink,
        "deadLetters" => TableRole.DeadLetters,
        _ => throw new FormatException($"\"{text}\" is not a role of a table"),
    };
}
