using System.Text.Json;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>
/// A file on its way: written at <paramref name="Staged"/>, published by moving it to <paramref name="Final"/>. All that a fresh process
/// needs to ask about it, publish it or go on writing it; it stands so in descriptors and carries.
/// </summary>
/// <param name="Length">Bytes that belong to it.</param>
/// <param name="Rows">For messages; 0 when it was carried over a restart.</param>
internal sealed record StagedFile(string Staged, string Final, long Length, long Rows)
{
    private const int Version = 1;
    private const string Kind = "filesystem";

    /// <summary>The job's folder below <c>__in_progress</c>.</summary>
    private string StagingFolder => Path.GetDirectoryName(Staged)!;

    /// <summary>Says that the staging folder is the job's own and still the one it was.</summary>
    private string IdentityFile => Path.Combine(StagingFolder, FilesystemSink.IdentityName);

    public static bool IsCarry(SinkCarry carry)
    {
        using var document = JsonDocument.Parse(carry.Payload);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("kind", out var kind) && kind.ValueEquals(Kind);
    }

    public static StagedFile FromCarry(SinkCarry carry) => Parse(carry.Table, carry.Version, carry.Payload);

    public static StagedFile FromDescriptor(CommitDescriptor descriptor) => Parse(descriptor.Table, descriptor.Version, descriptor.Payload);

    public SinkCarry ToCarry(string table, int subtask) => new() { Table = table, Subtask = subtask, Version = Version, Payload = ToJson() };

    public CommitDescriptor ToDescriptor(string table, int subtask, string target) => new()
    {
        Table = table,
        Subtask = subtask,
        Resource = Path.GetFileName(Final),
        Version = Version,
        Payload = ToJson(),
        Target = target,
        Rows = Rows,
        Bytes = Length,
    };

    /// <summary>Staged: prepared. Gone from there: published, since only our commit takes it away, and a consumer may have taken it since.</summary>
    /// <exception cref="ConnectorException">The staging folder is not the job's any more, or the file has another size.</exception>
    public DescriptorState Ask()
    {
        if (!File.Exists(IdentityFile))
        {
            throw Stop($"\"{StagingFolder}\" is not this job's staging folder any more", "put the folder back as it was, or start anew with --fresh --overwrite");
        }

        if (File.Exists(Staged))
        {
            CheckStagedSize();
            return DescriptorState.Prepared;
        }

        if (File.Exists(Final) && new FileInfo(Final).Length is var size && size != Length)
        {
            throw Stop($"\"{Final}\" has {size} bytes, but {Length} were committed", "put the file back as it was, or move it away");
        }

        return DescriptorState.Published;
    }

    /// <summary>Moves the file to its place, without replacing anything, and makes both folders durable. Repeatable.</summary>
    public void Publish(IFileLayer files)
    {
        if (File.Exists(Staged))
        {
            CheckStagedSize();
            if (!files.MoveNew(Staged, Final))
            {
                throw Stop($"\"{Final}\" exists already", "it was not written by this job; move it away");
            }
        }

        files.SyncFolder(Path.GetDirectoryName(Final)!);
        files.SyncFolder(StagingFolder);
    }

    /// <summary>Cuts the file to its carried length and publishes it; an empty one is deleted.</summary>
    public void PublishCarried(IFileLayer files)
    {
        if (File.Exists(Staged))
        {
            if (Length == 0)
            {
                files.Delete(Staged);
            }
            else
            {
                // Cutting a shorter file to a length would fill it with zeros.
                CheckStagedSize(mayBeLonger: true);
                using var file = files.Open(Staged, FileOpening.Write);
                files.Truncate(file, Staged, Length);
                files.SyncData(file, Staged);
            }
        }

        Publish(files);
    }

    private void CheckStagedSize(bool mayBeLonger = false)
    {
        if (new FileInfo(Staged).Length is var size && size != Length && !(mayBeLonger && size > Length))
        {
            throw Stop($"\"{Staged}\" has {size} bytes, but {Length} were committed", "put the file back as it was, or start anew with --fresh");
        }
    }

    private static StagedFile Parse(string table, int version, string payload)
    {
        if (version != Version)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint, $"table \"{table}\": the checkpoint was written by a newer version", Fault.User, isTransient: false, "run that version");
        }

        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        return new StagedFile(
            root.GetProperty("staged").GetString()!, root.GetProperty("final").GetString()!, root.GetProperty("length").GetInt64(), 0);
    }

    private static ConnectorException Stop(string fact, string hint) => new(ErrorKind.Transaction, fact, Fault.External, isTransient: false, hint);

    private string ToJson() => JsonLine.Write(json =>
    {
        json.WriteString("kind"u8, Kind);
        json.WriteString("staged"u8, Staged);
        json.WriteString("final"u8, Final);
        json.WriteNumber("length"u8, Length);
    });
}
